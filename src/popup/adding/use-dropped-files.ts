import { useEffect, useState } from 'preact/hooks';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

const isBehindDialog = (): boolean => document.querySelector('dialog[open]') !== null;

/** Takes files that are dropped anywhere on the page. True while some are held over it. */
export function useDroppedFiles(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void): void =>
      document.addEventListener(type, listener, { signal: listening.signal });
    listen('dragover', event => {
      if (!carriesFiles(event) || isBehindDialog()) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    });
    // Leaving for no element at all is leaving the page; anything else is only the next element of it.
    listen('dragleave', event => event.relatedTarget === null && setOver(false));
    listen('drop', event => {
      setOver(false);
      if (!carriesFiles(event) || isBehindDialog()) return;
      event.preventDefault();
      onFiles([...(event.dataTransfer?.files ?? [])]);
    });
    return () => listening.abort();
  }, [onFiles]);
  return isOver;
}
