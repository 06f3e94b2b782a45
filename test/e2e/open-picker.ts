import type { Locator, Page } from 'playwright-core';
import type { E2eFixture } from './fixture';

/** The picker in its tab, by what a person sees of it. */
export interface OpenPicker {
  readonly page: Page;
  grid(): Locator;
  /** The pictures that are drawn. */
  options(): Locator;
  option(title: string): Locator;
  /** What stands under a picture. */
  facts(title: string): Promise<string>;
  columns(): Promise<number>;
  button(name: string): Locator;
  /** Chooses a size or a type by how its choice begins. */
  filter(by: 'Size' | 'Type', choice: string): Promise<void>;
  /** Chooses an album, and makes it if there is none. */
  chooseAlbum(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the picker for a page's tab, as the entries of menus, keyboard and popup do. */
export async function openPicker(fixture: E2eFixture, page: Page): Promise<OpenPicker> {
  await page.bringToFront();
  const tabId = await (await fixture.browser.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id ?? -1;
  });
  const opened = fixture.browser.context.waitForEvent('page');
  await fixture.call('picker.open', { tabId });
  return pickerOn(await opened);
}

export function pickerOn(page: Page): OpenPicker {
  const grid = (): Locator => page.getByRole('listbox', { name: 'Images on the page' });
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  return {
    page,
    grid,
    options: () => grid().getByRole('option'),
    option: title => grid().locator(`[title="${title}"]`),
    facts: async title => (await grid().locator(`[title="${title}"]`).textContent()) ?? '',
    columns: () =>
      page
        .locator('.image-rows')
        .evaluate(rows => getComputedStyle(rows).gridTemplateColumns.split(' ').length),
    button,
    async filter(by, choice) {
      const field = page.getByRole('combobox', { name: by });
      const label = await field
        .getByRole('option')
        .filter({ hasText: new RegExp(`^${choice}`) })
        .textContent();
      await field.selectOption({ label: label ?? '' });
    },
    async chooseAlbum(name) {
      await page.getByTitle('Album to save to').click();
      const dialog = page.getByRole('dialog');
      const album = dialog.getByRole('button', { name, exact: true });
      await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
      if ((await album.count()) > 0) return album.click();
      await dialog.getByRole('button', { name: 'New album' }).click();
      await page.getByRole('textbox', { name: 'Album name' }).fill(name);
      await button('Create album').click();
      await page.getByTitle('Album to save to').getByText(name).waitFor();
    },
    close: () => page.close(),
  };
}
