import { useCallback, useRef, useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { createCache } from '../../ui/cache';
import { AlbumIcon } from '../../ui/icons';
import { createTaskQueue } from '../../ui/task-queue';
import { useAbortSignal } from '../../ui/use-abort-signal';
import { useInView } from '../../ui/use-in-view';
import { usePhotoThumbnail } from '../model/use-photo-thumbnail';

/** Each cover is a list request of its own: a few at a time leave room for what the user does meanwhile. */
const queue = createTaskQueue(4, error => reportFromPage('albums.load-cover', error));

/** By the album's prefix; null when it holds no picture. */
const covers = createCache<Photo | null>();

/** Something changed in the album: its cover is asked for anew. */
export const invalidateCover = covers.delete;

/** The picture on an album's card, loaded when the card comes into view; until then, and without one, an icon. */
export function AlbumCover({ prefix }: { readonly prefix: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const [cover, setCover] = useState(() => covers.get(prefix));
  const signal = useAbortSignal();
  const load = useCallback(
    () =>
      queue.add(async () => {
        const loaded = await covers.load(prefix, () => call('albums.cover', { prefix }));
        if (!signal.aborted) setCover(loaded);
      }, signal),
    [prefix, signal],
  );
  useInView(place, '120px', cover === undefined ? load : null);
  const url = usePhotoThumbnail(place, cover ?? null);
  const fail = (): void => {
    invalidateCover(prefix);
    setCover(null);
  };
  return (
    <span ref={place} class="cover">
      {url == null ? (
        <AlbumIcon />
      ) : (
        <img class="picture" src={url} alt="" decoding="async" onLoad={showPicture} onError={fail} />
      )}
    </span>
  );
}

const showPicture = (event: { readonly currentTarget: HTMLImageElement }): void =>
  event.currentTarget.classList.add('is-there');
