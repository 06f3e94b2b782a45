import type { Locator, Page } from 'playwright-core';
import type { E2eFixture } from './fixture';

/** The album manager in a tab, by what a person sees of it. */
export interface Manager {
  /** The page that is open now. */
  readonly page: Page;
  /** Opens it anew, on all albums or on the one with this prefix. */
  open(prefix?: string): Promise<void>;
  albums(): Locator;
  photos(): Locator;
  button(name: string): Locator;
  /** Does something that stands in the menu of the page's header. */
  more(name: string): Promise<void>;
  /** Does something that stands in the menu of the photos that are selected. */
  moreForPhotos(name: string): Promise<void>;
  dialog(): Locator;
}

/** Has photos or albums stand in another order, by what the menu calls it. */
export async function chooseOrder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Order: / }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
}

export function managerOf(fixture: E2eFixture): Manager {
  let opened: Page | undefined;
  const page = (): Page => {
    if (opened === undefined) throw new Error('the album manager is not open yet');
    return opened;
  };
  const choose = async (menu: string, name: string): Promise<void> => {
    await page().getByRole('button', { name: menu, exact: true }).click();
    await page().getByRole('menuitem', { name, exact: true }).click();
  };
  return {
    get page() {
      return page();
    },
    async open(prefix) {
      await opened?.close();
      opened = await fixture.popup(prefix === undefined ? '' : `?album=${encodeURIComponent(prefix)}`);
    },
    albums: () => page().getByRole('list', { name: 'Albums' }),
    photos: () => page().getByRole('list', { name: 'Photos' }),
    button: name => page().getByRole('button', { name, exact: true }),
    more: name => choose('More actions', name),
    moreForPhotos: name => choose('More actions for these photos', name),
    dialog: () => page().getByRole('dialog'),
  };
}
