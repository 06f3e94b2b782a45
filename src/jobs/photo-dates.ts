import { isShoeboxError } from '../core/failure';
import type { JobItem } from '../core/job-item';
import { albumPrefixOf } from '../core/object-key';
import {
  addDate,
  addTable,
  type DateMap,
  type DatesOfAlbum,
  datesPrefix,
  type PhotoDates,
  tableOf,
} from '../core/photo-dates';
import type { ObjectInfo } from '../core/s3-object';
import { forEachConcurrently } from './head-many';
import type { JobContext } from './job-context';
import type { JobBucket } from './ports';

// The tables of `core/photo-dates` in the bucket. A table never changes: what is new becomes another one, together with
// those that are small still, which are deleted then. So two computers that do this at once lose nothing, on any S3, and
// neither does one that dies in between.

/** From here on a table is left as it is: 8192 entries. */
const FULL_BYTES = 96 * 1024;

/** So many small tables are merged into a new one: one more than a computer adds. */
const MAX_MERGED = 2;

/** No table of ours is larger: {@link MAX_MERGED} and a chunk of a thousand photos. Others are not read. */
const MAX_TABLE_BYTES = 256 * 1024;

/** Of one album: enough for 800,000 photos that were moved there. More are not read, whoever has put them there. */
const MAX_TABLES = 100;

/** How often an album's tables are looked for again, since one was merged into another between list and read. */
const MAX_TRIES = 3;

/** What reading dates takes. */
export interface DatesReader extends Pick<JobContext, 'send' | 'report'> {
  readonly bucket: Pick<JobBucket, 'prefix' | 'list' | 'get'>;
}

/** Reads the dates of each album once. */
export function openDates(reader: DatesReader): DatesOfAlbum {
  const albums = new Map<string, Promise<PhotoDates>>();
  return album => {
    const dates =
      albums.get(album) ??
      readDates(reader, album, MAX_TRIES).catch((error): PhotoDates => {
        reader.report('jobs.read-dates', error);
        return new Map();
      });
    albums.set(album, dates);
    return dates;
  };
}

async function readDates(reader: DatesReader, album: string, tries: number): Promise<PhotoDates> {
  const dates: DateMap = new Map();
  const tables = await listTables(reader, album);
  try {
    await forEachConcurrently(tables, table => readTable(reader, table, dates));
    return dates;
  } catch (error) {
    if (!isGone(error) || tries <= 1) throw error;
    return readDates(reader, album, tries - 1);
  }
}

const isGone = (error: unknown): boolean => isShoeboxError(error) && error.code === 'object-not-found';

/** The newest first. */
async function listTables({ send, bucket }: DatesReader, album: string): Promise<readonly ObjectInfo[]> {
  const prefix = datesPrefix(bucket.prefix, album);
  const { objects } = await send(signal => bucket.list(prefix, '', signal));
  return objects
    .filter(({ size }) => size <= MAX_TABLE_BYTES)
    .sort((a, b) => b.lastModified - a.lastModified)
    .slice(0, MAX_TABLES);
}

async function readTable({ send, bucket }: DatesReader, table: ObjectInfo, dates: DateMap): Promise<void> {
  const { blob } = await send(signal => bucket.get(table, null, signal));
  addTable(dates, await blob.arrayBuffer());
}

/**
 * Writes down when photos were first stored whose copies are there; to be done before a source is deleted, which is the
 * only one to know. What goes wrong is reported: it costs these photos their place in the album's order, and nothing else.
 * @param copies what S3 tells of the items' targets, by key
 */
export async function noteDates(
  context: JobContext,
  items: readonly JobItem[],
  copies: ReadonlyMap<string, ObjectInfo>,
): Promise<void> {
  const albums = new Map<string, DateMap>();
  for (const { target, storedAt } of items) {
    const copy = copies.get(target ?? '');
    if (copy === undefined || storedAt === undefined) continue;
    const album = albumPrefixOf(copy.key);
    const dates: DateMap = albums.get(album) ?? new Map();
    addDate(dates, copy, storedAt);
    if (dates.size > 0) albums.set(album, dates);
  }
  await forEachConcurrently([...albums], async ([album, dates]) => {
    await addToTables(context, album, dates).catch(error => context.report('jobs.note-dates', error));
  });
}

async function addToTables(context: JobContext, album: string, dates: DateMap): Promise<void> {
  const { send, bucket } = context;
  const tables = await listTables(context, album);
  const small = tables.filter(({ size }) => size < FULL_BYTES).slice(0, MAX_MERGED);
  for (const table of small) {
    // Another job, or computer, has merged it since: it is part of another table.
    await readTable(context, table, dates).catch(error => {
      if (!isGone(error)) throw error;
    });
  }
  const prefix = datesPrefix(bucket.prefix, album);
  const key = await send(signal => bucket.store(prefix, tableOf(dates), signal));
  const merged = small.filter(one => one.key !== key).map(one => ({ ...one, etag: '' }));
  if (merged.length > 0) await send(signal => bucket.deleteMany(merged, signal));
}
