import type { Photo } from '../../core/album';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { createTaskQueue } from '../../ui/task-queue';

/** Each cover is a list request of its own: a few at a time leave room for what the person does meanwhile. */
const queue = createTaskQueue(4, error => reportFromPage('albums.load-cover', error));
const known = new Map<string, Photo | null>();
/** The question that was asked last about each: the answer to an earlier one, or to one from before a change, is not kept. */
const questions = new Map<string, object>();

/** What this page knows already: null when the album holds no picture, undefined when it never asked. */
export const cachedCover = (prefix: string): Photo | null | undefined => known.get(prefix);

/** Something changed in the album: its cover is asked for anew. */
export function invalidateCover(prefix: string): void {
  known.delete(prefix);
  questions.delete(prefix);
}

/** Asks when its turn comes. A cover is an ornament: without one the card shows its placeholder. */
export function loadCover(prefix: string, signal: AbortSignal, show: (cover: Photo | null) => void): void {
  queue.add(async () => {
    const question = {};
    questions.set(prefix, question);
    const cover = await call('albums.cover', { prefix });
    if (questions.get(prefix) === question) known.set(prefix, cover);
    if (!signal.aborted) show(cover);
  }, signal);
}
