import { crc32 } from './crc32';
import type { ObjectInfo } from './s3-object';
import { internalPrefix } from './thumbnail-key';

/**
 * When pictures were first stored, where S3 does not say it: CopyObject gives the copy a new LastModified, and S3 can
 * neither rename nor move. ListObjectsV2 tells no metadata, so this is kept in tables beside the thumbnails, those of an
 * album together: whoever lists the album reads them along. Albums of which nothing came by a copy have none.
 *
 * An entry holds for one copy as it was stored then: key, entity tag and LastModified. What is stored there later has
 * another LastModified, and its own date. Anybody may have written a table: what makes no sense in it is left out, and
 * what is lost with one is the order of some photos, never a photo. Entries tell nothing of names, so that they may stay
 * when photos and albums go; some may come back.
 */
export type PhotoDates = ReadonlyMap<string, DateEntry>;

/** {@link PhotoDates} that grow. */
export type DateMap = Map<string, DateEntry>;

/** The dates of an album, of those that have any. Never rejects: without them, photos are as old as their copies. */
export type DatesOfAlbum = (album: string) => Promise<PhotoDates>;

/** Checksum of key and entity tag; LastModified of the copy; when it was first stored. Times in seconds since 1970. */
type DateEntry = readonly [fingerprint: number, copiedAt: number, storedAt: number];

/** Three unsigned numbers of 32 bits, little-endian. */
const ENTRY_BYTES = 12;

/** S3 began on 14 March 2006: nothing was stored there before. In seconds. */
const FIRST_DAY = Date.UTC(2006, 2, 14) / 1000;

type CopiedObject = Pick<ObjectInfo, 'key' | 'etag' | 'lastModified'>;

const encoder = new TextEncoder();

const checksum = (text: string): number => crc32(encoder.encode(text));

/**
 * What the keys of an album's tables begin with. Two albums that share one by chance read each other's entries, which
 * hold for no photo of theirs.
 */
export const datesPrefix = (folder: string, album: string): string =>
  `${internalPrefix(folder)}dates/${checksum(album).toString(16).padStart(8, '0')}/`;

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

const entryOf = ({ key, etag, lastModified }: CopiedObject, storedAt: number): DateEntry => [
  checksum(`${etag}\n${key}`),
  seconds(lastModified),
  seconds(storedAt),
];

const idOf = ([fingerprint, copiedAt]: DateEntry): string => `${copiedAt} ${fingerprint}`;

function add(dates: DateMap, entry: DateEntry): void {
  const [, copiedAt, storedAt] = entry;
  const id = idOf(entry);
  const known = dates.get(id)?.[2] ?? copiedAt;
  if (storedAt >= FIRST_DAY && storedAt < known) dates.set(id, entry);
}

/** Notes when the picture was first stored of which an object is a copy. Of two dates, the earlier one stays. */
export const addDate = (dates: DateMap, copy: CopiedObject, storedAt: number): void =>
  add(dates, entryOf(copy, storedAt));

/** Adds what a table says, as far as it can be true. */
export function addTable(dates: DateMap, table: ArrayBuffer): void {
  const view = new DataView(table);
  for (let at = 0; at + ENTRY_BYTES <= view.byteLength; at += ENTRY_BYTES)
    add(dates, [view.getUint32(at, true), view.getUint32(at + 4, true), view.getUint32(at + 8, true)]);
}

/** The dates as a table. */
export function tableOf(dates: PhotoDates): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(dates.size * ENTRY_BYTES));
  [...dates.values()].flat().forEach((number, index) => {
    view.setUint32(4 * index, number, true);
  });
  return view.buffer;
}

/** When the picture was first stored that an object holds. Milliseconds since 1970. */
export function firstStored(dates: PhotoDates, object: CopiedObject): number {
  const { lastModified } = object;
  const entry = dates.size === 0 ? undefined : dates.get(idOf(entryOf(object, 0)));
  return entry === undefined ? lastModified : entry[2] * 1000;
}
