import { call } from '../../messaging/client';

/**
 * Has the browser save a photo from S3 by itself: it goes on when this page is closed, and any window of the browser
 * shows how far it is. In a frame, so that a refusal of S3 can't take the place of the page.
 * @throws ShoeboxError `object-not-found`
 */
export async function savePhoto(key: string): Promise<void> {
  const url = await call('photos.download', { key });
  frame?.remove();
  frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = url;
  document.body.append(frame);
}

/** Of the last download; one that has begun does not need it any more. */
let frame: HTMLIFrameElement | null = null;
