import { type Budget, spend } from './budget';
import { findText } from './find-text';

const SPACE = 0x20;

/** How the resource of Photoshop's begins that holds IPTC's datasets: number 0x0404, an empty name. */
const IPTC_RESOURCE = '8BIM\x04\x04\0\0';

/** Content location code and name, city, sublocation, province, country code and name (IPTC IIM 4.2, record 2). */
const PLACES = [26, 27, 90, 92, 95, 100, 101];

/** Puts spaces in the place of what IPTC's older form tells, which editors of press pictures write. True when there was something. */
export function removePlaceFromIptc(bytes: Uint8Array, budget: Budget): boolean {
  let removed = false;
  let start = findText(bytes, IPTC_RESOURCE);
  while (start >= 0) {
    // After four bytes of length come the datasets.
    const from = start + IPTC_RESOURCE.length + 4;
    const end = datasetsEnd(bytes, from);
    removed = removePlaceFromDatasets(bytes, from, budget) || removed;
    start = findText(bytes, IPTC_RESOURCE, end);
  }
  return removed;
}

/** Each is 0x1c, record, number, length, content. */
function* datasets(bytes: Uint8Array, from: number): Generator<readonly [number, number, Uint8Array], void> {
  for (let at = from; bytes[at] === 0x1c; ) {
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    yield [bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes.subarray(at + 5, at + 5 + length)];
    at += 5 + length;
  }
}

function datasetsEnd(bytes: Uint8Array, from: number): number {
  let end = from;
  for (const [, , content] of datasets(bytes, from)) end += 5 + content.length;
  return end;
}

/** As {@link removePlaceFromIptc}, of the datasets that begin there. */
export function removePlaceFromDatasets(bytes: Uint8Array, from: number, budget: Budget): boolean {
  let removed = false;
  for (const [record, number, content] of datasets(bytes, from)) {
    // Of hostile ones that many entries lead to, each would be walked through for each.
    spend(budget, 'datasetBytes', 5 + content.length);
    if (record !== 2 || !PLACES.includes(number) || content.every(byte => byte === SPACE)) continue;
    content.fill(SPACE);
    removed = true;
  }
  return removed;
}
