import { cachedThumbnails } from '../../blobs/photo-thumbnail-cache';
import { mayHavePicture } from '../../core/file-kind';
import type { Photo } from '../../core/s3-object';
import { thumbnailIdOf } from '../../core/thumbnail-key';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { createCache } from '../../ui/cache';
import { createTaskQueue } from '../../ui/task-queue';
import { isHarmlessDrawing } from './drawing';

/** Each may be a request of its own, or a picture to be decoded: the others of six connections are for what a user does. */
const queue = createTaskQueue(4, error => reportFromPage('thumbnails.load', error));

/** Pictures that this page holds in memory, of some 15 KB each: what a user scrolls back to is there at once. */
const MAX_CACHED = 600;

/** Object URLs by thumbnail id; null where there is no thumbnail. */
const urls = createCache<string | null>({
  maxEntries: MAX_CACHED,
  onEvict(url) {
    // What is drawn stays drawn.
    if (url !== null) URL.revokeObjectURL(url);
  },
});

/** What this page holds already; undefined when it must be looked for. */
export function cachedThumbnail(photo: Photo): string | null | undefined {
  const id = thumbnailIdOf(photo);
  return id === null ? undefined : urls.get(id);
}

async function remember(id: string, blob: Blob | null): Promise<string | null> {
  // Of a photograph it is what the worker made; of a drawing, the drawing itself.
  const isShown = blob !== null && (blob.type !== 'image/svg+xml' || isHarmlessDrawing(await blob.text()));
  const url = urls.get(id) ?? (isShown ? URL.createObjectURL(blob) : null);
  urls.set(id, url);
  return url;
}

interface Lookup {
  readonly ids: Set<string>;
  readonly found: Promise<ReadonlyMap<string, Blob | null | undefined>>;
}

/** Lookups of one moment, such as those of all that a scroll brought into view, are one transaction. */
let lookup: Lookup | null = null;

async function lookUpCached(id: string): Promise<Blob | null | undefined> {
  lookup ??= startLookup();
  lookup.ids.add(id);
  return (await lookup.found).get(id);
}

function startLookup(): Lookup {
  const ids = new Set<string>();
  const find = async (): Promise<ReadonlyMap<string, Blob | null | undefined>> => {
    await null; // all lookups of this turn come first
    lookup = null;
    const found = await cachedThumbnails([...ids], reportFromPage).catch(error => {
      reportFromPage('thumbnails.read-cache', error);
      return [];
    });
    return new Map([...ids].map((id, index) => [id, found[index]]));
  };
  return { ids, found: find() };
}

/** A photo that comes into view. */
export interface ThumbnailRequest {
  readonly photo: Photo;
  /** Aborted when it is not in view any more: then it is not asked for. */
  readonly signal: AbortSignal;
  /** Whether a user sees its place just now; those near it come later. */
  readonly isVisible: () => boolean;
  /** With null when there is none. */
  readonly show: (url: string | null) => void;
}

/** From this computer's cache, or when its turn comes from the background worker, which puts it there. */
export async function loadPhotoThumbnail({
  photo,
  signal,
  isVisible,
  show,
}: ThumbnailRequest): Promise<void> {
  if (!mayHavePicture(photo)) return show(null);
  const id = thumbnailIdOf(photo);
  const cached = id === null ? undefined : await lookUpCached(id);
  if (id !== null && cached !== undefined) return show(await remember(id, cached));
  queue.add(
    async () => {
      try {
        const made = await call('photos.thumbnail', photo);
        show(made === null ? null : await remember(made, (await lookUpCached(made)) ?? null));
      } catch (error) {
        reportFromPage('thumbnails.load', error);
        // The page works without it: it may come another time, and until then there is the icon of its file type.
        show(null);
      }
    },
    signal,
    isVisible,
  );
}
