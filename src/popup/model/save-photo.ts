import { call } from '../../messaging/client';

/** Browsers wait for no answer longer than that; one that has begun to come does not need its frame any more. */
const FRAME_LIFETIME_MS = 5 * 60_000;

/**
 * Has the browser save a photo from S3 by itself: it goes on when this page is closed, and any window of the browser
 * shows how far it is. In a frame of its own, so that a refusal of S3 can't take the place of the page, and another
 * photo not that of one that S3 is slow with; whatever comes instead of a file runs nothing there.
 * @throws ShoeboxError `object-not-found`
 */
export async function savePhoto(key: string): Promise<void> {
  const url = await call('photos.download', { key });
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.setAttribute('sandbox', 'allow-downloads');
  frame.src = url;
  document.body.append(frame);
  setTimeout(() => frame.remove(), FRAME_LIFETIME_MS);
}
