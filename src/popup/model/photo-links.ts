import browser from 'webextension-polyfill';
import {
  type CopiedLinks,
  copiedLinks,
  type LinkFormat,
  type LinkLifetime,
  type SharedLink,
} from '../../core/link-text';
import { linksCopiedMessage } from '../../i18n/link-messages';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import type { AppValue } from './app-context';

/** Opens the photo itself in a new tab. */
export async function openPhoto(key: string): Promise<void> {
  await browser.tabs.create({ url: await call('photos.tab-link', { key }) });
}

/** The link to one photo, to be copied. */
export interface PhotoLink extends CopiedLinks {
  readonly url: string;
}

/** What links are wanted; what is not named is as the user prefers it. */
export interface WantedLinks {
  readonly format?: LinkFormat | undefined;
  /** Signed, and to work so long. */
  readonly lifeSeconds?: LinkLifetime | undefined;
}

interface LinksTo {
  readonly shared: readonly SharedLink[];
  readonly lines: CopiedLinks;
}

async function linksTo(keys: readonly string[], { format, lifeSeconds }: WantedLinks = {}): Promise<LinksTo> {
  const [shared, { links }] = await Promise.all([
    call('photos.share', { keys, ...(lifeSeconds !== undefined && { lifeSeconds }) }),
    call('preferences.get'),
  ]);
  // An `s3://` has no end, and is no link for whoever asked for one.
  const preferred = lifeSeconds !== undefined && links.format === 's3' ? 'url' : links.format;
  return { shared, lines: copiedLinks(format ?? preferred, shared) };
}

export async function photoLink(key: string, wanted?: WantedLinks): Promise<PhotoLink> {
  const { shared, lines } = await linksTo([key], wanted);
  return { ...lines, url: shared[0]?.url ?? '' };
}

/** Copies a link to the photo and says so. */
export async function copyPhotoLink(key: string, { announce, navigate }: AppValue): Promise<void> {
  const link = await photoLink(key);
  if (await tryCopy(link.text)) announce(linksCopiedMessage(link));
  // The browser wants a click of its own for the clipboard: the link's page has a button for it.
  else navigate({ view: 'link', key });
}

/**
 * Copies links to all of these, one a line, and says so. The clipboard is asked in the click's own turn, and gets the links
 * when they are there: only so may a page of Firefox write.
 */
export async function copyPhotoLinks(
  keys: readonly string[],
  { announce }: AppValue,
  wanted?: WantedLinks,
): Promise<void> {
  const links = linksTo(keys, wanted);
  const text = links.then(({ lines }) => new Blob([lines.text], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).catch(error =>
    // What failed may be the links, and then that is what is to be told.
    links.then(() => Promise.reject(error)),
  );
  announce(linksCopiedMessage((await links).lines));
}

/** Copies a text where the browser permits it without a click of its own. Whether it did so. */
export async function tryCopy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    if (!isRefused) reportFromPage('links.copy-at-once', error);
    return false;
  }
}

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
