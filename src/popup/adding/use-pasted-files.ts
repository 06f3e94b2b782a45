import { useEffect } from 'preact/hooks';
import { nameOfPasted } from './pasted-name';
import type { NamedFile } from './use-additions';

/** Takes pictures and files that are pasted, unless something else is being asked. */
export function usePastedFiles(onFiles: (files: readonly NamedFile[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      const now = new Date();
      onFiles(files.map(file => ({ file, name: nameOfPasted(file, now) })));
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onFiles]);
}
