import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AlbumPreview } from '../../core/cover';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { createCache } from '../../ui/cache';
import { AlbumIcon } from '../../ui/icons';
import { createTaskQueue } from '../../ui/task-queue';
import { useAbortSignal } from '../../ui/use-abort-signal';
import { useInView } from '../../ui/use-in-view';
import { usePhotoThumbnail } from '../model/use-photo-thumbnail';

/** Each cover is a list request of its own: a few at a time leave room for what the user does meanwhile. */
const queue = createTaskQueue(4, error => reportFromPage('albums.load-cover', error));

/** With its cover, by the album's prefix. */
const previews = createCache<AlbumPreview>();

/** Something changed in the album: its cover is asked for anew. */
export const invalidateCover = previews.delete;

interface AlbumCoverProps {
  readonly prefix: string;
  /** Told what came with the cover. */
  readonly onPreview?: (preview: AlbumPreview) => void;
}

/** The picture on an album's card, loaded when the card comes into view; until then, and without one, an icon. */
export function AlbumCover({ prefix, onPreview }: AlbumCoverProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [preview, setPreview] = useState(() => previews.get(prefix));
  useEffect(() => {
    if (preview !== undefined) onPreview?.(preview);
  }, [preview, onPreview]);
  const signal = useAbortSignal();
  const load = useCallback(
    () =>
      queue.add(async () => {
        const loaded = await previews.load(prefix, () => call('albums.preview', { prefix }));
        if (!signal.aborted) setPreview(loaded);
      }, signal),
    [prefix, signal],
  );
  useInView(place, '120px', preview === undefined ? load : null);
  const [isBroken, setBroken] = useState(false);
  const url = usePhotoThumbnail(place, preview?.cover ?? null);
  const fail = (): void => {
    invalidateCover(prefix);
    setBroken(true);
  };
  return (
    <span ref={place} class="cover">
      {url == null || isBroken ? (
        <AlbumIcon />
      ) : (
        <img class="picture" src={url} alt="" decoding="async" onLoad={showPicture} onError={fail} />
      )}
    </span>
  );
}

const showPicture = (event: { readonly currentTarget: HTMLImageElement }): void =>
  event.currentTarget.classList.add('is-there');
