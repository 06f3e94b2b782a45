import type { DropData } from '../model/drop-data';
import { type Dropped, itemsOfUrls, readDrop } from './read-drop';

/**
 * What is on the clipboard. A picture copied in a browser is there three times: as markup that names its original, as a
 * bitmap of how it was shown, and sometimes as text; the original counts, the bitmap is what remains without it. To be
 * called while the paste is handled: afterwards the browser takes it back.
 */
export function readPaste(data: DropData): Dropped {
  // Whoever copies an address into Shoebox means a picture: the page around it is not to be stored in its place.
  const pasted = readDrop(data, 'image');
  if (pasted.kind === 'nothing') {
    const [item, ...more] = itemsOfUrls(addressesIn(data.getData('text/plain')), 'image');
    return item === undefined ? pasted : { kind: 'items', items: [item, ...more] };
  }
  return pasted;
}

/** The addresses in a text that is nothing but addresses, each on its line. */
function addressesIn(text: string): readonly string[] {
  const lines = text
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => line !== '');
  return lines.every(line => /^(?:https?:\/\/|data:image\/)\S+$/i.test(line) && URL.canParse(line))
    ? lines
    : [];
}
