import { call } from '../../messaging/client';
import type { PhotoLink, PhotoView } from '../../messaging/protocol';
import { isDrawable } from '../album/photo-look';

/** A URL that dies sooner is not begun with. */
const SPARE_MS = 60_000;

/** Larger pictures are not fetched before a person wants to see them. */
const MAX_AHEAD_BYTES = 10_000_000;

/** The same URL for the same picture: only so does the browser find it in its cache. */
const links = new Map<string, Promise<PhotoLink>>();

const isFresh = async (link: Promise<PhotoLink>): Promise<boolean> =>
  (await link).expiresAt - SPARE_MS > Date.now();

/** A URL under which the photo itself can be loaded. */
export async function urlOf({ key, etag }: Pick<PhotoView, 'key' | 'etag'>): Promise<string> {
  const id = JSON.stringify([key, etag]);
  const known = links.get(id);
  if (known !== undefined && (await isFresh(known).catch(() => false))) return (await known).url;
  const asked = call('photos.link', { key });
  links.set(id, asked);
  return (await asked).url;
}

/** Has a picture ready before a person turns to it. */
export async function loadAhead(photo: PhotoView): Promise<void> {
  if (!isDrawable(photo) || photo.size > MAX_AHEAD_BYTES) return;
  new Image().src = await urlOf(photo);
}
