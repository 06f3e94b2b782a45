import { useEffect } from 'preact/hooks';
import type { DropData } from '../model/drop-data';

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Takes what is pasted, unless it is text for a field, or something else is being asked. */
export function usePaste(onPaste: (data: DropData) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.clipboardData === null || isTextField(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      onPaste(event.clipboardData);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onPaste]);
}
