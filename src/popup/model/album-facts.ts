import type { AlbumPreview } from '../../core/cover';
import { readAlbumCache } from '../../messaging/album-cache';
import { reportFromPage } from '../../messaging/report-from-page';
import { createCache } from '../../ui/cache';
import type { AlbumContents } from './album-contents';

/** What an album's card says of it. */
export interface AlbumFacts {
  /** Photos directly in the album. */
  readonly photos: number;
  /** Albums directly in the album. */
  readonly albums: number;
  /** When a photo last came into it: milliseconds since 1970; null where none did, and where not all are known. */
  readonly newestAt: number | null;
  /** Whether that is all. */
  readonly isAll: boolean;
}

/** What the first entries of an album tell, those in albums inside it among them. */
export function factsOfPreview(prefix: string, { first, isAll }: AlbumPreview): AlbumFacts {
  const paths = first.map(({ key, lastModified }) => ({
    path: key.slice(prefix.length).replace(/^\/+/, ''), // `album//photo.jpg` is in the album, too
    lastModified,
  }));
  const photos = paths.filter(({ path }) => path !== '' && !path.includes('/'));
  const albums = new Set(
    paths.filter(({ path }) => path.includes('/')).map(({ path }) => path.split('/', 1)[0]),
  );
  return { photos: photos.length, albums: albums.size, newestAt: isAll ? newestOf(photos) : null, isAll };
}

const factsOfContents = ({ photos, albums }: AlbumContents): AlbumFacts => ({
  photos: photos.length,
  albums: albums.length,
  newestAt: newestOf(photos),
  isAll: true,
});

const newestOf = (photos: readonly { readonly lastModified: number }[]): number | null =>
  photos.length === 0 ? null : photos.reduce((newest, { lastModified }) => Math.max(newest, lastModified), 0);

/** What this page has seen last of each album, by prefix. */
const seen = createCache<AlbumFacts>();

/** Each answer is counted once: what was seen of its album since is newer. */
const counted = new WeakSet<AlbumPreview>();

/** What is known of an album, from what was listed anyway; null when nothing is. Never rejects. */
export async function factsOf(prefix: string, preview: AlbumPreview | undefined): Promise<AlbumFacts | null> {
  const { facts } = await visits();
  if (preview !== undefined && !counted.has(preview)) {
    counted.add(preview);
    const now = factsOfPreview(prefix, preview);
    seen.set(prefix, now.isAll ? now : (facts.get(prefix) ?? now));
  }
  return seen.get(prefix) ?? facts.get(prefix) ?? null;
}

/** All of an album was listed, or it has changed while it was open. */
export async function rememberContents(prefix: string, contents: AlbumContents): Promise<void> {
  if (!contents.isComplete) return;
  const now = factsOfContents(contents);
  seen.set(prefix, now);
  const { bucket, facts } = await visits();
  facts.delete(prefix);
  facts.set(prefix, now);
  // Of a bucket that is not known, another one's albums would be told of by the same names.
  if (bucket === '') return;
  const stored: Stored = { bucket, facts: [...facts].slice(-MAX_STORED) };
  try {
    localStorage.setItem(KEY, JSON.stringify(stored));
  } catch (error) {
    reportFromPage('album-facts.write', error); // the next visit tells it again
  }
}

/** Of so many albums that were open last; some 50 KB. */
const MAX_STORED = 500;

/** Key in `localStorage`. */
const KEY = 'album-facts';

interface Stored {
  /** Core's `bucketIdentity`: another bucket may have albums of the same names. */
  readonly bucket: string;
  readonly facts: readonly (readonly [prefix: string, facts: AlbumFacts])[];
}

/** What earlier visits to albums of this bucket told; read once. */
const visits = (): ReturnType<typeof readVisits> => (reading ??= readVisits());
let reading: ReturnType<typeof readVisits> | null = null;

async function readVisits() {
  let bucket = '';
  try {
    bucket = (await readAlbumCache())?.bucket ?? '';
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Stored | null; // nothing else writes it
    if (stored?.bucket === bucket) return { bucket, facts: new Map(stored.facts) };
  } catch (error) {
    reportFromPage('album-facts.read', error);
  }
  return { bucket, facts: new Map<string, AlbumFacts>() };
}
