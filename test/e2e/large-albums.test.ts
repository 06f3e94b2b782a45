import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { longTasks } from './long-tasks';
import { chooseOrder } from './manager';

// More than two of S3's list pages and delete batches.

const COUNT = 2_500;
const nameOf = (index: number): string => `photo-${String(index).padStart(4, '0')}.png`;

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
  await fixture.owner.putAll(
    Array.from({ length: COUNT }, (_, index) => `Large/${nameOf(index)}`),
    'x',
  );
}, 120_000);

afterAll(() => fixture.close());

describe('the 2,500 photos of an album', () => {
  let popup: Page;
  const photos = (): Locator => popup.getByRole('list', { name: 'Photos' });
  const photo = (index: number): Locator => photos().getByTitle(nameOf(index)).first();
  const isSeen = (index: number): Promise<boolean> =>
    photo(index)
      .evaluate(element => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      })
      .catch(() => false);

  beforeEach(async () => {
    popup = await fixture.popup('?album=Large%2F');
    await popup.getByText('2,500 photos').waitFor();
    await photo(0).waitFor();
    return () => popup.close();
  });

  test('can all be scrolled to, with few of them in the document at any time', async () => {
    const most = (): Promise<number> =>
      popup.evaluate(() => document.querySelectorAll('.photo-space *').length);
    expect(await most()).toBeLessThan(600);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      await popup
        .locator('main')
        .evaluate((main, share) => main.scrollTo(0, main.scrollHeight * share), part);
      await expect.poll(most).toBeLessThan(600);
    }
    await photo(COUNT - 1).waitFor();
    expect(await photo(0).count()).toBe(0);
    expect(await photos().getByRole('listitem').last().getAttribute('aria-posinset')).toBe('2500');
    expect(await photos().getByRole('listitem').last().getAttribute('aria-setsize')).toBe('2500');
  });

  test('can all be reached by keyboard, also after the focused one was scrolled away', async () => {
    await photo(0).focus();
    await popup.keyboard.press('End');
    const focused = (): Promise<string | null> =>
      popup.evaluate(() => document.activeElement?.getAttribute('title') ?? null);
    await expect.poll(focused).toBe(nameOf(COUNT - 1));
    await popup.keyboard.press('ArrowLeft');
    await expect.poll(focused).toBe(nameOf(COUNT - 2));
    await popup.keyboard.press('Home');
    await expect.poll(focused).toBe(nameOf(0));
    await popup.keyboard.press('PageDown');
    await expect.poll(focused).not.toBe(nameOf(0));
    expect(await focused()).toMatch(/^photo-00\d\d/);
  });

  test('are found by name and sorted in any order', async () => {
    await popup.getByRole('searchbox', { name: 'Search photos' }).fill('photo 123');
    await expect.poll(() => photos().getByRole('listitem').count()).toBe(13);
    await popup.getByRole('searchbox', { name: 'Search photos' }).fill('nothing like it');
    await popup.getByText(/^No photos match/).waitFor();
    await popup.getByRole('searchbox', { name: 'Search photos' }).fill('');
    await chooseOrder(popup, 'Name, Z to A');
    await expect.poll(() => isSeen(COUNT - 1)).toBe(true);
    await chooseOrder(popup, 'Name, A to Z');
    await expect.poll(() => isSeen(0)).toBe(true);
  });

  test('are at the same scroll position when the user comes back', async () => {
    await popup.locator('main').evaluate(main => main.scrollTo(0, main.scrollHeight / 2));
    await expect.poll(() => photo(0).count()).toBe(0);
    const middle = await photos().getByRole('listitem').nth(10).getAttribute('data-key');
    await popup.getByRole('button', { name: 'Back' }).click();
    await popup.getByRole('list', { name: 'Albums' }).getByRole('button', { name: /Large/ }).click();
    await popup.locator(`[data-key="${middle}"]`).waitFor();
    expect(await photo(0).count()).toBe(0);
  });
});

describe('an album of 10,000', () => {
  const MOST = 10_000;

  beforeAll(async () => {
    await fixture.owner.putAll(
      Array.from({ length: MOST }, (_, index) => `Largest/${nameOf(index)}`),
      'x',
    );
  }, 120_000);

  test('is scrolled end to end with few elements and no task over 50 ms', async () => {
    const page = await fixture.popup();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(fixture.managerUrl('?album=Largest%2F&window=1'));
    await page.getByText('10,000 photos').waitFor();
    let elements = 0;
    const scroll = async (): Promise<void> => {
      elements = await page.locator('main').evaluate(
        main =>
          new Promise<number>(resolve => {
            let most = 0;
            main.scrollTo(0, 0); // it may be at its end, from a try before
            const on = (): void => {
              main.scrollBy(0, 400);
              most = Math.max(most, main.querySelectorAll('.photo-space *').length);
              if (main.scrollTop + main.clientHeight < main.scrollHeight - 1) requestAnimationFrame(on);
              else resolve(most);
            };
            on();
          }),
      );
    };
    expect(await longTasks(page, 50, scroll)).toEqual([]);
    expect(elements).toBeLessThan(600);
    await page.locator(`[data-key$="Largest/${nameOf(MOST - 1)}"]`).waitFor();
    await page.close();
  }, 120_000);
});

test('an album of 2,500 is counted, then deleted completely', async () => {
  const popup = await fixture.popup('?album=Large%2F');
  await popup.getByRole('button', { name: 'More actions', exact: true }).click();
  await popup.getByRole('menuitem', { name: 'Delete album' }).click();
  const dialog = popup.getByRole('dialog');
  await dialog.getByText(/2,500/).first().waitFor();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(() => fixture.owner.keys('Large/'), { timeout: 30_000 }).toEqual([]);
  await popup.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
});
