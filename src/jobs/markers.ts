import { albumOfPrefix } from '../core/album';
import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import { albumOf, type JobSpec } from '../core/job';
import type { ExpectedObject, ObjectInfo } from '../core/s3-object';
import type { JobContext } from './job-context';

// Albums end with their markers: those go when all else has gone.

type Asking = Pick<JobContext, 'sendUnlessCancelled' | 'bucket' | 'spec'>;

/** The marker of a moved album and the AWS example's. */
export async function markersOfMoved({
  sendUnlessCancelled,
  bucket,
  spec,
}: Asking): Promise<readonly ExpectedObject[]> {
  const prefix = albumOf(spec) ?? '';
  const example = await sendUnlessCancelled(signal => bucket.exampleMarker(prefix, signal));
  const { objects } = await sendUnlessCancelled(signal => bucket.list(prefix, '', signal));
  const own = objects.find(({ key }) => key === prefix);
  return [own, example ?? undefined].filter(marker => marker !== undefined);
}

/** What is left of an album whose photos were deleted. */
export interface Remains {
  /** The markers of all albums in which nothing is left. */
  readonly markers: readonly ExpectedObject[];
  /** Tells that something came after the user confirmed the deletion, so that the album stays; null when nothing did. */
  readonly note: Failure | null;
}

/** Looks at a whole album once more: what is in it now has come since, or was cancelled. */
export async function remainsOfDeleted({ sendUnlessCancelled, bucket, spec }: Asking): Promise<Remains> {
  const prefix = albumOf(spec) ?? '';
  const left: ObjectInfo[] = [];
  for (let isLast = false, after = ''; !isLast; after = left.at(-1)?.key ?? '') {
    const from = after;
    const page = await sendUnlessCancelled(signal => bucket.list(prefix, from, signal));
    left.push(...page.objects);
    isLast = page.isLast || page.objects.length === 0;
  }
  const kept = left.filter(({ key }) => !key.endsWith('/'));
  const staying = new Set(kept.flatMap(({ key }) => albumsAround(key)));
  const markers = left.filter(({ key }) => key.endsWith('/') && !staying.has(key));
  if (kept.length > 0) return { markers, note: keptNote(spec, kept.length) };
  const example = await sendUnlessCancelled(signal => bucket.exampleMarker(prefix, signal));
  return { markers: example === null ? markers : [...markers, example], note: null };
}

/** `A/`, `A/b/` of `A/b/c.jpg`. */
function albumsAround(key: string): readonly string[] {
  const segments = key.split('/').slice(0, -1);
  return segments.map((_, index) => `${segments.slice(0, index + 1).join('/')}/`);
}

const keptNote = (order: JobSpec, count: number): Failure =>
  toFailure(
    new ShoeboxError('album-kept', {
      name: albumOfPrefix(albumOf(order) ?? '').name,
      count: String(count),
    }),
  );
