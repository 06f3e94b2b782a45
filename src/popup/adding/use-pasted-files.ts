import { useEffect } from 'preact/hooks';
import { withExtensionFor } from '../../core/media-type';
import { message } from '../../i18n/message';
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

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `2026-11-22 14.05.31`: sorts by time, and holds nothing that a file system refuses. */
const fileStamp = (now: Date): string =>
  `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())} ` +
  [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join('.');

/** Browsers call every picture on the clipboard that is no file `image.png`. */
const isNameless = (file: File): boolean => file.name === '' || /^image\.\w+$/i.test(file.name);

/** The name for something pasted: its own, or one that says when it came. */
export const nameOfPasted = (file: File, now: Date): string =>
  isNameless(file) ? withExtensionFor(message('pasted_name', fileStamp(now)), file.type) : file.name;
