import browser, { type Menus } from 'webextension-polyfill';
import { settled, succeeds } from '../core/promises';

/** An entry, with the id by which it is found again. */
export type MenuItem = Menus.CreateCreatePropertiesType & { readonly id: string };

/**
 * Puts these entries in the place of the ones that this worker's windows have; those that stand in no other are always
 * the same. Not by `removeAll`: that takes away the other windows' menu as well (Chromium 156).
 *
 * All of it is said to the browser in one go, which does it in this order: there is no moment at which the worker waits
 * and the menu is not there, so none in which a killed worker leaves none behind. Were it killed all the same, the last
 * entry that stands in no other is missing: it goes first and comes last, see {@link isDrawn}.
 */
export async function drawMenu(items: readonly MenuItem[]): Promise<void> {
  const outer = items.filter(({ parentId }) => parentId === undefined);
  // What stands in an entry goes with it. One that is not drawn yet can't be removed.
  for (const { id } of outer.toReversed()) void settled(browser.contextMenus.remove(id));
  await Promise.all(items.map(create));
}

/** Rejects when the browser has such an entry, or does not take it. */
function create(item: MenuItem): Promise<void> {
  return new Promise((resolve, reject) => {
    browser.contextMenus.create(item, () => {
      const { lastError } = browser.runtime;
      if (lastError == null) resolve();
      else reject(new Error(lastError.message));
    });
  });
}

/** Whether the browser has the entry with this id: a private window's menu goes with the last of them. */
export const isDrawn = (id: string): Promise<boolean> => succeeds(browser.contextMenus.update(id, {}));
