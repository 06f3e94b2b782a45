import { ShoeboxError } from '../core/failure';
import type { MediaType } from '../core/media-type';
import { SNIFF_BYTES, sniffMediaType } from '../core/sniff-media-type';
import { type Budget, newBudget } from './budget';
import { removePlaceFromExtendedXmp } from './extended-xmp';
import { findText } from './find-text';
import { removeGpsDirectories } from './gps-directory';
import { removePlaceFromIptc } from './iptc';
import { boxAt, removePlaceFromBoxes } from './movie-boxes';
import { removeFromPng } from './png-metadata';
import { removePlaceFromXmp } from './xmp';

/** A picture is read into memory as a whole; of a film, what is not its frames. */
const MAX_PICTURE_BYTES = 200_000_000;
const MAX_BOX_BYTES = 64_000_000;

/** A film in fragments of a second each, for a day. */
const MAX_BOXES = 200_000;

/** Boxes at the top of a file that can tell of a place; in `moof` and `mdat` are the frames. */
const TELLING: ReadonlySet<string> = new Set(['moov', 'udta', 'meta', 'uuid', 'XMP_', 'gps ']);

/** The first boxes that QuickTime’s older files begin with; the others say `ftyp`. */
const FILM_BOXES = /^(?:ftyp|moov|mdat|wide|free|skip|pnot)$/;

/** Of these nobody knows a place, or has seen one. */
const TELLS_NOTHING = /^image\/(?:svg\+xml|bmp|x-icon|vnd\.microsoft\.icon)$/;

/** Where Matroska’s tags stand, mostly; what one for a place is called (Matroska tags, "Temporal Information" and below). */
const MATROSKA = /^(?:video|audio)\/(?:webm|x-matroska|ogg)$/;
const MATROSKA_END_BYTES = 1_000_000;

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

/**
 * A picture or film without where it was taken: not in Exif, XMP, IPTC, QuickTime’s metadata or those of the film behind a
 * motion photo. Bytes are blanked where they stand: nothing moves, no offset in the file changes, and pictures and
 * frames are not touched. The same Blob where there was nothing. What kind of file it is, its bytes say.
 *
 * (No library does that: piexifjs 1.0.6 knows JPEG alone, writes Exif anew, which breaks the offsets in maker notes, and
 * is not kept up; mp4box 2.4.1 writes the whole film anew and is as large as a third of this worker; exifr and ExifReader
 * only read.)
 * @throws ShoeboxError `location-not-removed` where it may tell of a place that can’t be taken out
 */
export async function withoutLocation(file: Blob, declared: MediaType): Promise<Blob> {
  const head = await bytesOf(file.slice(0, SNIFF_BYTES));
  const first = String.fromCharCode(...head.subarray(4, 8));
  const type = sniffMediaType(head) ?? (FILM_BOXES.test(first) && !isCanonRaw(head) ? FILM : declared);
  if (MATROSKA.test(type)) {
    for (const end of [file.slice(0, MATROSKA_END_BYTES), file.slice(-MATROSKA_END_BYTES)])
      if (findText(await bytesOf(end), 'LOCATION') !== -1) throw new ShoeboxError('location-not-removed');
    return file;
  }
  if (type === FILM || type === 'video/quicktime' || type === 'audio/mp4') return filmWithoutLocation(file);
  if (type.startsWith('video/')) throw new ShoeboxError('location-not-removed');
  if (!mayHoldLocation(type, head)) return file;
  if (file.size > MAX_PICTURE_BYTES) throw new ShoeboxError('location-not-removed');
  const bytes = await bytesOf(file);
  const budget = newBudget();
  const remove = (part: Uint8Array<ArrayBuffer>): boolean => removeFrom(part, budget);
  const parts =
    type === 'image/png' ? await removeFromPng(bytes, remove, budget) : remove(bytes) ? [bytes] : null;
  return parts === null ? file : new Blob([...parts], { type: file.type });
}

const FILM = 'video/mp4';

const isCanonRaw = (head: Uint8Array): boolean => findText(head.subarray(0, 12), 'crx ') === 8;

/** How RAW files begin that no media type's magic number tells (Olympus, Panasonic, Fujifilm, Canon, Sigma, Minolta), and PSD. */
const RAW = ['IIRO', 'IIRS', 'MMOR', 'IIU\0', 'FUJIFILM', 'II\x1a\0', 'FOVb', '\0MRM', '8BPS'];

const mayHoldLocation = (type: MediaType, head: Uint8Array): boolean =>
  (type.startsWith('image/') && !TELLS_NOTHING.test(type)) ||
  isCanonRaw(head) ||
  RAW.some(magic => findText(head.subarray(0, 8), magic) === 0);

function removeFrom(bytes: Uint8Array<ArrayBuffer>, budget: Budget): boolean {
  // A BigTIFF has another structure, which nothing here reads.
  if (/^(?:II\+\0|MM\0\+)/.test(String.fromCharCode(...bytes.subarray(0, 4))))
    throw new ShoeboxError('location-not-removed');
  const removed = [
    // First: a property that two segments share must not be looked for in each.
    removePlaceFromExtendedXmp(bytes, budget),
    removePlaceFromXmp(bytes, budget),
    removePlaceFromIptc(bytes, budget),
    removeGpsDirectories(bytes, budget),
    removeFromBoxesWithin(bytes),
  ];
  return removed.includes(true);
}

/** The film behind a motion photo, and the boxes of a JPEG XL. */
function removeFromBoxesWithin(bytes: Uint8Array): boolean {
  let removed = false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let done = 0;
  for (const name of ['ftyp', 'JXL ']) {
    for (let at = findText(bytes, name); at !== -1; at = findText(bytes, name, Math.max(at + 1, done))) {
      if (at < 4 || at - 4 < done || view.getUint32(at - 4) > SNIFF_BYTES) continue;
      for (
        let box = boxAt(bytes, at - 4, bytes.length);
        box !== null;
        box = boxAt(bytes, box.end, bytes.length)
      )
        done = box.end;
      removed = removePlaceFromBoxes(bytes, at - 4, bytes.length) || removed;
    }
  }
  return removed;
}

/** Only the boxes that can tell of a place are read, so a film may be of any size. */
async function filmWithoutLocation(file: Blob): Promise<Blob> {
  const parts: Blob[] = [];
  let done = 0;
  let boxes = 0;
  const budget = newBudget();
  for (let at = 0; at + 8 <= file.size; ) {
    const box = boxAt(await bytesOf(file.slice(at, at + 16)), 0, file.size - at);
    // Cut off, or followed by what is no box (Insta360 keeps its positions there).
    if (box === null || ++boxes > MAX_BOXES) throw new ShoeboxError('location-not-removed');
    const end = at + box.end;
    if (TELLING.has(box.type)) {
      if (box.end > MAX_BOX_BYTES) throw new ShoeboxError('location-not-removed');
      const bytes = await bytesOf(file.slice(at, end));
      const removed = [removePlaceFromBoxes(bytes, 0, bytes.length), removeFrom(bytes, budget)];
      if (removed.includes(true)) {
        parts.push(file.slice(done, at), new Blob([bytes]));
        done = end;
      }
    }
    at = end;
  }
  return done === 0 ? file : new Blob([...parts, file.slice(done)], { type: file.type });
}
