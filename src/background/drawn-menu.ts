import browser, { type Menus } from 'webextension-polyfill';
import { isPrivateWorker } from './private-windows';

/** An entry, with the id by which it is found again. */
export type MenuItem = Menus.CreateCreatePropertiesType & { readonly id: string };

/** Where the ids stand of what was drawn: in `storage.session`, which the workers of both kinds of windows share. */
const key = (): string => (isPrivateWorker() ? 'drawn-private-menu' : 'drawn-menu');

async function drawnIds(): Promise<readonly string[] | null> {
  const stored = await browser.storage.session.get(key());
  return (stored[key()] as readonly string[] | undefined) ?? null; // written below and by nobody else
}

/**
 * Puts these entries in the place of the ones that this worker's windows have. One by one: `removeAll` would take away
 * the other windows' menu as well (Chromium 156). Only when the browser has just started is it not known what it kept.
 */
export async function drawMenu(items: readonly MenuItem[]): Promise<void> {
  const before = await drawnIds();
  if (before === null && !isPrivateWorker()) await browser.contextMenus.removeAll();
  // Who went with their parent are not there any more.
  for (const id of before ?? []) await browser.contextMenus.remove(id).catch(() => {});
  // Noted first: what a death leaves half drawn is found and removed.
  await browser.storage.session.set({ [key()]: items.map(({ id }) => id) });
  for (const item of items) browser.contextMenus.create(item);
}

/** Whether the browser still has what was drawn: a private window's menu goes with the last of them. */
export async function isMenuDrawn(): Promise<boolean> {
  const [first] = (await drawnIds()) ?? [];
  if (first === undefined) return false;
  return browser.contextMenus.update(first, {}).then(
    () => true,
    () => false,
  );
}
