import browser from 'webextension-polyfill';
import { type LinkFormat, linkText } from '../../core/link-text';
import { isImageType, mediaTypeOfName } from '../../core/media-type';
import { fileNameOfKey } from '../../core/object-key';
import { plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { AppContext } from '../app-context';
import { linkEnd } from './link-until';

/** Opens the photo itself in a new tab. */
export async function openPhoto(key: string): Promise<void> {
  const { url } = await call('photos.link', { key });
  await browser.tabs.create({ url });
}

/** Links to photos, to be copied. */
export interface CopiedLinks {
  readonly count: number;
  /** One a line. */
  readonly text: string;
  /** When the first of them ends, milliseconds since 1970; null for what has no end. */
  readonly expiresAt: number | null;
}

/** The link to one photo. */
export interface CopiedLink extends CopiedLinks {
  readonly url: string;
}

/** The links in a format; in the one that a person prefers if none is named. */
async function linksTo(
  keys: readonly string[],
  format?: LinkFormat,
): Promise<CopiedLinks & { readonly urls: readonly string[] }> {
  const [shared, { links }] = await Promise.all([call('photos.share', { keys }), call('preferences.get')]);
  const wanted = format ?? links.format;
  const lines = shared.map((link, index) => {
    const name = fileNameOfKey(keys[index] ?? '');
    return linkText(wanted, { ...link, name, isImage: isImageType(mediaTypeOfName(name) ?? '') });
  });
  const ends = shared.map(({ expiresAt }) => expiresAt).filter(end => end !== null);
  return {
    count: keys.length,
    text: lines.join('\n'),
    expiresAt: wanted === 's3' || ends.length === 0 ? null : Math.min(...ends),
    urls: shared.map(({ url }) => url),
  };
}

export async function photoLink(key: string, format?: LinkFormat): Promise<CopiedLink> {
  const { urls, ...link } = await linksTo([key], format);
  return { ...link, url: urls[0] ?? '' };
}

/** That they are copied, and how long they work. */
export const copiedText = ({ count, expiresAt }: CopiedLinks): string =>
  expiresAt === null
    ? plural('links_copied_lasting', count)
    : plural('links_copied', count, linkEnd(expiresAt, Date.now()));

/** Copies a link to the photo and says so. */
export async function copyPhotoLink(key: string, { announce, navigate }: AppContext): Promise<void> {
  const link = await photoLink(key);
  try {
    await navigator.clipboard.writeText(link.text);
    announce(copiedText(link));
  } catch {
    // The browser wants a click of its own for the clipboard: the link's page has a button for it.
    navigate({ view: 'link', key });
  }
}

/**
 * Copies links to all of these, one a line, and says so. The clipboard is asked in the click's own turn, and gets the
 * links when they are there: only so may a page of Firefox write.
 */
export async function copyPhotoLinks(keys: readonly string[], { announce }: AppContext): Promise<void> {
  const links = linksTo(keys);
  const text = links.then(({ text: lines }) => new Blob([lines], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).catch((error: unknown) =>
    // What failed may be the links, and then that is what is to be told.
    links.then(() => Promise.reject(error)),
  );
  announce(copiedText(await links));
}
