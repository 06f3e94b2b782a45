import browser from 'webextension-polyfill';
import { type LinkFormat, linkText } from '../../core/link-text';
import { isImageType, mediaTypeOfName } from '../../core/media-type';
import { fileNameOfKey } from '../../core/object-key';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { AppContext } from '../app-context';
import { linkEnd } from './link-until';

/** Opens the photo itself in a new tab. */
export async function openPhoto(key: string): Promise<void> {
  const { url } = await call('photos.link', { key });
  await browser.tabs.create({ url });
}

/** A link to a photo, to be copied. */
export interface CopiedLink {
  readonly text: string;
  readonly url: string;
  /** Milliseconds since 1970; null for what has no end. */
  readonly expiresAt: number | null;
}

/** The link in a format; in the one that a person prefers if none is named. */
export async function photoLink(key: string, format?: LinkFormat): Promise<CopiedLink> {
  const [shared, { links }] = await Promise.all([call('photos.share', { key }), call('preferences.get')]);
  const name = fileNameOfKey(key);
  const isImage = isImageType(mediaTypeOfName(name) ?? '');
  const wanted = format ?? links.format;
  return {
    text: linkText(wanted, { ...shared, name, isImage }),
    url: shared.url,
    expiresAt: wanted === 's3' ? null : shared.expiresAt,
  };
}

/** That it is copied, and how long it works. */
export const copiedText = ({ expiresAt }: CopiedLink): string =>
  expiresAt === null
    ? message('link_copied_lasting')
    : message('link_copied', linkEnd(expiresAt, Date.now()));

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
