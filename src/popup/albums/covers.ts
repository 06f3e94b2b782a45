import type { Photo } from '../../core/album';
import { call } from '../../messaging/client';
import { createTaskQueue } from '../task-queue';

/** Each cover is a list request of its own: a few at a time leave room for what the person does meanwhile. */
const queue = createTaskQueue(4);
const known = new Map<string, Photo | null>();

/** What this page knows already: null when the album holds no picture, undefined when it never asked. */
export const knownCover = (prefix: string): Photo | null | undefined => known.get(prefix);

/** Something changed in the album: its cover is asked for anew. */
export const forgetCover = (prefix: string): void => void known.delete(prefix);

/** Asks when its turn comes. A cover is an ornament: without one the card shows its placeholder. */
export function loadCover(prefix: string, signal: AbortSignal, show: (cover: Photo | null) => void): void {
  queue.add(async () => {
    const cover = await call('albums.cover', { prefix });
    known.set(prefix, cover);
    if (!signal.aborted) show(cover);
  }, signal);
}
