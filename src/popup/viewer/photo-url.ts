import type { Photo } from '../../core/album';
import { isDrawable } from '../../core/file-kind';
import { call } from '../../messaging/client';

/** Larger pictures are not fetched before a person wants to see them. */
const MAX_PREFETCH_BYTES = 10_000_000;

/** A URL under which the photo itself can be loaded; the same one for as long as the credentials live. */
export const photoUrl = async (key: string): Promise<string> => (await call('photos.link', { key })).url;

/** Has a picture in the browser's cache before a person turns to it. */
export async function prefetchPhoto(photo: Photo): Promise<void> {
  if (!isDrawable(photo) || photo.size > MAX_PREFETCH_BYTES) return;
  new Image().src = await photoUrl(photo.key);
}
