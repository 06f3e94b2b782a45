import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// Photos are selected with a band, and what is selected is copied as links.

const COUNT = 120;
const nameOf = (index: number): string => `photo-${String(index).padStart(3, '0')}.png`;

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
  await fixture.owner.putAll(
    Array.from({ length: COUNT }, (_, index) => `Many/${nameOf(index)}`),
    'x',
  );
});

afterAll(() => fixture.close());

beforeEach(async () => {
  await manager.open('Many/');
  await manager.photos().getByTitle(nameOf(0)).first().waitFor();
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxOf = async (index: number): Promise<Box> => {
  const box = await manager.page.locator(`[data-key$="Many/${nameOf(index)}"] .photo-open`).boundingBox();
  if (box === null) throw new Error(`photo ${index} is not in the page`);
  return box;
};

/** Presses beside the first photo, and goes on into the photo with this index. */
async function dragTo(index: number): Promise<void> {
  const [{ x, y }, to] = [await boxOf(0), await boxOf(index)];
  const { mouse } = manager.page;
  await mouse.move(x - 9, y + 4);
  await mouse.down();
  await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
}

const selected = (): Promise<number> =>
  manager.page
    .locator('.selection-count')
    .textContent({ timeout: 500 })
    .then(text => Number.parseInt(text ?? '', 10))
    .catch(() => 0);

const columns = (): Promise<number> =>
  manager.page
    .locator('.photo-grid')
    .first()
    .evaluate(grid => getComputedStyle(grid).gridTemplateColumns.split(' ').length);

test('a rubber band selects the photos that it touches', async () => {
  await dragTo(1);
  await expect.poll(selected).toBe(2);
  const { x, y } = await boxOf(await columns());
  await manager.page.mouse.move(x + 5, y + 5);
  await expect.poll(selected).toBe(2); // the first photo, and the one below it
  await manager.page.mouse.up();
  expect(await manager.page.locator('.rubber-band').isVisible()).toBe(false);
  expect(await selected()).toBe(2);
  await manager.page.keyboard.press('Escape');
  await expect.poll(selected).toBe(0);
});

test('a rubber band with Ctrl adds to the selection, and Escape cancels it', async () => {
  await manager.page.keyboard.down('Control');
  await manager.photos().getByTitle(nameOf(3)).first().click();
  await expect.poll(selected).toBe(1);
  await dragTo(1);
  await expect.poll(selected).toBe(3);
  await manager.page.keyboard.press('Escape');
  await expect.poll(selected).toBe(1);
  await manager.page.mouse.up();
  await manager.page.keyboard.up('Control');
  expect(await selected()).toBe(1);
});

test('a rubber band at the edge scrolls, and photos that left the document stay selected', async () => {
  await dragTo(1);
  const { page } = manager;
  const seen = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(seen.width - 30, seen.height - 2);
  await expect.poll(selected).toBe(COUNT);
  await page.mouse.up();
  expect(await page.locator(`[data-key$="Many/${nameOf(0)}"]`).count()).toBe(0);
  expect(await selected()).toBe(COUNT);
});

test('pressing on a photo, on its name or beside all without moving selects nothing', async () => {
  const { page } = manager;
  const { x, y } = await boxOf(0);
  await page.mouse.click(x - 9, y + 4);
  expect(await selected()).toBe(0);
  const name = await page.locator('.photo-name').first().boundingBox();
  await page.mouse.move((name?.x ?? 0) + 4, (name?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((name?.x ?? 0) + 300, (name?.y ?? 0) + 10, { steps: 4 });
  await page.mouse.up();
  expect(await selected()).toBe(0);
  expect(await page.evaluate(() => String(getSelection()))).toContain('photo-');
});

test('photos are selected by keyboard: Ctrl+Space one, Shift and arrows a range, Ctrl+A all, Escape none', async () => {
  const { page } = manager;
  const { keyboard } = page;
  await page.locator(`[data-key$="Many/${nameOf(0)}"] .photo-open`).focus();
  await keyboard.press('Control+Space');
  await expect.poll(selected).toBe(1);
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+ArrowRight');
  await expect.poll(selected).toBe(3);
  await keyboard.press('Shift+ArrowLeft');
  await expect.poll(selected).toBe(2);
  await keyboard.press('Shift+ArrowDown');
  await expect.poll(selected).toBe((await columns()) + 2);
  await keyboard.press('Shift+End');
  await expect.poll(selected).toBe(COUNT);
  await keyboard.press('Escape');
  await expect.poll(selected).toBe(0);
  await keyboard.press('Control+a');
  await expect.poll(selected).toBe(COUNT);
});

test('“Select all” selects all photos, and the bar hides no photo that it is about', async () => {
  const { page } = manager;
  await page.setViewportSize({ width: 320, height: 600 });
  const photo = page.locator('.photo-open:visible').nth((await columns()) * 2);
  await photo.focus();
  await page.keyboard.press('Control+Space');
  await expect.poll(selected).toBe(1);
  const [row, bar] = await Promise.all([
    page.locator('.photo[data-selected="true"]').boundingBox(),
    page.getByRole('toolbar').boundingBox(),
  ]);
  expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual((bar?.y ?? 0) + 1);
  expect(bar?.height).toBeLessThanOrEqual(50);
  expect(await page.getByRole('toolbar').evaluate(element => element.scrollWidth)).toBeLessThanOrEqual(320);
  await manager.button(`Select all (${COUNT})`).click();
  await expect.poll(selected).toBe(COUNT);
  expect(await manager.button(`Select all (${COUNT})`).count()).toBe(0);
});

test('the links of all selected photos are copied, one a line', async () => {
  const { page } = manager;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dragTo(2);
  await page.mouse.up();
  await manager.moreForPhotos('Copy 3 links');
  await page.getByText(/^3 links copied\. They work until /).waitFor();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines).toHaveLength(3);
  for (const [index, line] of lines.entries()) {
    expect(new URL(line).pathname).toContain(nameOf(index));
    expect((await fetch(line)).status).toBe(200);
  }
});

test('no rubber band starts above the photos, and a pen that scrolls cancels its band', async () => {
  const { page } = manager;
  await page.keyboard.down('Control');
  await manager.photos().getByTitle(nameOf(3)).first().click();
  await page.keyboard.up('Control');
  await expect.poll(selected).toBe(1);
  const count = await page.locator('.selection-count').boundingBox();
  await page.mouse.move((count?.x ?? 0) + 5, (count?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((count?.x ?? 0) + 30, (count?.y ?? 0) - 200, { steps: 5 });
  await page.mouse.up();
  expect(await page.locator('.rubber-band').isVisible()).toBe(false);
  expect(await selected()).toBe(1);
  await dragTo(1);
  await expect.poll(selected).toBe(2);
  await page.evaluate(() => dispatchEvent(new PointerEvent('pointercancel')));
  await expect.poll(selected).toBe(1);
  await page.mouse.up();
});

test('arrow keys go on from the rubber band’s photos', async () => {
  const { page } = manager;
  await page.locator('main').evaluate(main => main.scrollTo(0, main.scrollHeight));
  const last = COUNT - 1;
  await page.locator(`[data-key$="Many/${nameOf(last)}"]`).waitFor();
  const { x, y } = await boxOf(last);
  await page.mouse.move(x - 7, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 40, { steps: 5 });
  await page.mouse.up();
  await expect.poll(selected).toBe(1);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(selected).toBe(2);
  await page.locator(`[data-key$="Many/${nameOf(last - 1)}"] .photo-open:focus`).waitFor();
});
