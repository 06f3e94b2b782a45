import browser from 'webextension-polyfill';

/** A tab that something may be dragged from. */
export interface SourceTab {
  readonly id: number;
  /** Known only where its page may be read. */
  readonly url: string | undefined;
}

/** The tab in front of the person, which a drag most likely comes from; null when that is this page itself. */
export async function sourceTab(): Promise<SourceTab | null> {
  const [[front], own] = await Promise.all([
    browser.tabs.query({ active: true, lastFocusedWindow: true }),
    browser.tabs.getCurrent(),
  ]);
  return front?.id === undefined || front.id === own?.id ? null : { id: front.id, url: front.url };
}
