import browser, { type Menus } from 'webextension-polyfill';

/** An entry, with the id by which it is found again. */
export type MenuItem = Menus.CreateCreatePropertiesType & { readonly id: string };

/**
 * Puts these entries in the place of the ones that this worker's windows have; those that stand in no other are always
 * the same. Not by `removeAll`: that takes away the other windows' menu as well (Chromium 156). What stands in an entry
 * goes with it, so that a worker that is killed finds next to no moment in which there is no menu.
 */
export async function drawMenu(items: readonly MenuItem[]): Promise<void> {
  const outer = items.filter(({ parentId }) => parentId === undefined);
  await Promise.all(outer.map(({ id }) => browser.contextMenus.remove(id).catch(() => {}))); // not drawn yet
  for (const item of items) browser.contextMenus.create(item);
}

/** Whether the browser has the entry with this id: a private window's menu goes with the last of them. */
export const isDrawn = (id: string): Promise<boolean> =>
  browser.contextMenus.update(id, {}).then(
    () => true,
    () => false,
  );
