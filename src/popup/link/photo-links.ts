import browser from 'webextension-polyfill';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { AppContext } from '../app-context';
import { linkEnd } from './link-until';

/** Opens the photo itself in a new tab. */
export async function openPhoto(key: string): Promise<void> {
  const { url } = await call('photos.link', { key });
  await browser.tabs.create({ url });
}

/** Copies a link to the photo and says so. */
export async function copyPhotoLink(key: string, { announce, navigate }: AppContext): Promise<void> {
  const { url, expiresAt } = await call('photos.link', { key });
  try {
    await navigator.clipboard.writeText(url);
    announce(message('link_copied', linkEnd(expiresAt, Date.now())));
  } catch {
    // The browser wants a click of its own for the clipboard: the link's page has a button for it.
    navigate({ view: 'link', key });
  }
}
