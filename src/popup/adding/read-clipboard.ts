import type { DropData } from '../model/drop-data';

/**
 * What is on the clipboard, as Ctrl+V would bring it: for whoever looks for that in a menu. Browsers ask the user first.
 * @throws DOMException `NotAllowedError` when the user or the browser refuses
 */
export async function readClipboard(): Promise<DropData> {
  const texts = new Map<string, string>();
  const files: File[] = [];
  for (const item of await navigator.clipboard.read()) {
    for (const type of item.types) {
      const blob = await item.getType(type);
      if (type.startsWith('text/')) texts.set(type, await blob.text());
      else files.push(new File([blob], '', { type }));
    }
  }
  return { files, items: [], getData: type => texts.get(type) ?? '' };
}
