import { useEffect, useState } from 'preact/hooks';
import { mayHoldPictures } from './read-drop';

/** Marks what takes drops for an album of its own: `data-album` holds the album's prefix. */
const DROP_TARGETS = '[data-album]';

/** What is held over the page. */
export interface Drag {
  /** What it would be dropped on: the prefix of a marked album, or null for the page itself. */
  readonly onAlbum: string | null;
  readonly holdsFilesOnly: boolean;
}

export interface DragEvents {
  /** It has just come over the page. */
  readonly onEnter: () => void;
  readonly onDrop: (data: DataTransfer, onAlbum: string | null) => void;
}

const isBehindDialog = (): boolean => document.querySelector('dialog[open]') !== null;

const targetOf = (event: DragEvent): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(DROP_TARGETS) : null;

/** Follows what is dragged over this page from elsewhere; null while nothing is. `events` must not change. */
export function useDrag(events: DragEvents): Drag | null {
  const [drag, setDrag] = useState<Drag | null>(null);
  useEffect(() => {
    const listening = new AbortController();
    const listen = (
      type: 'dragstart' | 'dragend' | 'dragover' | 'dragleave' | 'drop',
      listener: (event: DragEvent) => void,
    ): void => document.addEventListener(type, listener, { signal: listening.signal });

    // A photo of this very page is in its album already.
    let isOurs = false;
    let isOver = false;
    let marked: HTMLElement | null = null;
    const mark = (target: HTMLElement | null): void => {
      marked?.removeAttribute('data-drop-target');
      target?.setAttribute('data-drop-target', 'true');
      marked = target;
    };
    const end = (): void => {
      isOver = false;
      mark(null);
      setDrag(null);
    };

    listen('dragstart', () => {
      isOurs = true;
    });
    listen('dragend', () => {
      isOurs = false;
    });
    listen('dragover', event => {
      const { dataTransfer } = event;
      if (dataTransfer === null || isOurs || isBehindDialog() || !mayHoldPictures(dataTransfer.types)) return;
      event.preventDefault();
      // Nothing is moved away from where it comes from. Some pages permit only a link to be made.
      dataTransfer.dropEffect = /^link(Move)?$/.test(dataTransfer.effectAllowed) ? 'link' : 'copy';
      if (!isOver) events.onEnter();
      isOver = true;
      const target = targetOf(event);
      if (marked !== target) mark(target);
      const onAlbum = target?.dataset['album'] ?? null;
      const holdsFilesOnly = !dataTransfer.types.some(type => type.startsWith('text/'));
      setDrag(last =>
        last?.onAlbum === onAlbum && last.holdsFilesOnly === holdsFilesOnly
          ? last
          : { onAlbum, holdsFilesOnly },
      );
    });
    // Leaving for no element at all is leaving the page; anything else is only the next element of it.
    listen('dragleave', event => event.relatedTarget === null && end());
    listen('drop', event => {
      const onAlbum = targetOf(event)?.dataset['album'] ?? null;
      end();
      const { dataTransfer } = event;
      if (dataTransfer === null || isOurs || isBehindDialog() || !mayHoldPictures(dataTransfer.types)) return;
      event.preventDefault();
      events.onDrop(dataTransfer, onAlbum);
    });
    return () => {
      listening.abort();
      mark(null);
    };
  }, [events]);
  return drag;
}
