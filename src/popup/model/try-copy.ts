import { reportFromPage } from '../../messaging/report-from-page';

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
