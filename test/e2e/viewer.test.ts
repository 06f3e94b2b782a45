import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lyingGif } from '../site/pictures/lying-gif';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// A photo over all of the page: its neighbours, nearer and farther, what is known of it, players, other files.

const ALBUM = 'Look/';
const PICTURES = ['dandelions.jpg', 'fig-in-a-bowl.jpg', 'rocket.jpg', 'two-friends.jpg'];

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
  const { owner, site } = fixture;
  for (const name of PICTURES)
    await owner.put(`${ALBUM}${name}`, site.files.get(name) ?? '', 'image/jpeg', {
      'source-page': 'https://example.com/story',
      'source-title': 'A story',
    });
  const others = [
    ['chime.ogg', 'audio/ogg'],
    ['shore.svg', 'image/svg+xml'],
    ['stream-pan.webm', 'video/webm'],
  ] as const;
  for (const [name, type] of others)
    await owner.put(`Media/${name}`, await readFile(`test/site/photos/${name}`), type);
  await owner.put('Media/a.gif', lyingGif(20_000, 20_000), 'image/gif');
  await owner.put('Media/bomb.svg', USE_BOMB, 'image/svg+xml');
  await owner.put('Media/hidden-bomb', USE_BOMB, 'image/svg+xml');
  await owner.put('Media/nameless', site.files.get('dandelions.jpg') ?? '', 'image/jpeg');
  await owner.put('Media/letter.pdf', 'x', 'application/pdf');
  await owner.put('Media/no-picture.jpg', 'x', 'image/jpeg');
});

afterAll(() => fixture.close());

/** A million squares in one kilobyte: drawn by a page of the extension, it stops all of them for minutes. */
const USE_BOMB = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a0"><rect width="1" height="1"/></g>${[
  1, 2, 3, 4, 5, 6,
]
  .map(level => `<g id="a${level}">${`<use href="#a${level - 1}"/>`.repeat(10)}</g>`)
  .join('')}</svg>`;

const page = (): Page => manager.page;
const viewer = (): Locator => page().locator('dialog.viewer');
const name = (): Promise<string | null> => viewer().getByRole('heading').textContent();
const picture = (): Locator => viewer().locator('.viewer-picture[data-there=true]');

async function look(prefix: string, photo: string): Promise<void> {
  await manager.open(prefix);
  await manager.photos().getByRole('button').getByRole('img', { name: photo }).click();
  await viewer().waitFor();
}

/** How many pixels of the screen one of the picture takes, in a picture's width. */
const scale = (): Promise<number> =>
  picture().evaluate(image =>
    image instanceof HTMLImageElement ? image.getBoundingClientRect().width / image.naturalWidth : 0,
  );

describe('the viewer', () => {
  beforeEach(() => look(ALBUM, 'fig-in-a-bowl.jpg'));

  test('shows a whole photo, and keys and buttons lead to its neighbours and no farther', async () => {
    await picture().waitFor();
    const { width = 0, height = 0 } = (await picture().boundingBox()) ?? {};
    expect(width).toBeLessThanOrEqual(await page().evaluate(() => innerWidth));
    expect(height).toBeLessThanOrEqual(await page().evaluate(() => innerHeight));
    await page().keyboard.press('ArrowRight');
    await expect.poll(name).toBe('rocket.jpg');
    await viewer().getByText('3 of 4', { exact: true }).waitFor();
    await picture().waitFor();
    await page().keyboard.press('End');
    await expect.poll(name).toBe('two-friends.jpg');
    await page().keyboard.press('ArrowRight');
    expect(await name()).toBe('two-friends.jpg');
    await viewer().getByRole('button', { name: 'Previous' }).click();
    await expect.poll(name).toBe('rocket.jpg');
    await page().keyboard.press('Home');
    await expect.poll(name).toBe('dandelions.jpg');
  });

  test('returns on Escape to the photo that was shown last', async () => {
    await page().keyboard.press('ArrowRight');
    await expect.poll(name).toBe('rocket.jpg');
    await page().keyboard.press('Escape');
    await expect.poll(() => viewer().count()).toBe(0);
    const focused = (): Promise<string | null> =>
      page().evaluate(() => document.activeElement?.getAttribute('title') ?? null);
    await expect.poll(focused).toBe('rocket.jpg');
  });

  test('shows the photo’s facts beside it', async () => {
    await picture().waitFor();
    await page().keyboard.press('i');
    const facts = viewer().getByRole('complementary', { name: 'Details' });
    await facts.getByText('A story').waitFor();
    await facts.getByText(/^\d+ × \d+$/).waitFor();
    await facts.getByRole('link', { name: 'Open source page' }).waitFor();
    await page().keyboard.press('i');
    await expect.poll(() => facts.count()).toBe(0);
  });

  test('goes to the next photo after deleting one, which can be undone there', async () => {
    await fixture.owner.put(`${ALBUM}e-goes.jpg`, fixture.site.files.get('rocket.jpg') ?? '', 'image/jpeg');
    await look(ALBUM, 'e-goes.jpg');
    await page().keyboard.press('Delete');
    await expect.poll(name).toBe('fig-in-a-bowl.jpg');
    await viewer().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => viewer().getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page().locator(`[data-key$="${ALBUM}e-goes.jpg"]`).waitFor({ state: 'attached' });
    await page().keyboard.press('ArrowLeft');
    await expect.poll(name).toBe('e-goes.jpg');
    await page().keyboard.press('Delete');
    await expect.poll(() => fixture.owner.keys(ALBUM)).not.toContain(`${ALBUM}e-goes.jpg`);
  });
});

describe('zooming in the viewer', () => {
  beforeEach(async () => {
    await look(ALBUM, 'fig-in-a-bowl.jpg');
    await picture().waitFor();
  });

  test('works by keys, buttons and a double click', async () => {
    const all = await scale();
    await page().keyboard.press('+');
    await expect.poll(scale).toBeGreaterThan(all * 1.3);
    await page().keyboard.press('-');
    await expect.poll(scale).toBeCloseTo(all, 3);
    await viewer().getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(scale).toBeGreaterThan(all * 1.3);
    await page().keyboard.press('0');
    await expect.poll(scale).toBeCloseTo(all, 3);
    await picture().dblclick();
    await expect.poll(scale).toBeGreaterThan(all);
    await picture().dblclick();
    await expect.poll(scale).toBeCloseTo(all, 3);
  });

  test('with Ctrl and the wheel keeps what is under the pointer, and dragging pans', async () => {
    const { x, y, width, height } = (await picture().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const pointer = { x: x + width * 0.75, y: y + height * 0.25 };
    await page().mouse.move(pointer.x, pointer.y);
    await page().keyboard.down('Control');
    for (let turn = 0; turn < 8; turn++) await page().mouse.wheel(0, -60);
    await page().keyboard.up('Control');
    const under = async (): Promise<readonly number[]> => {
      const box = (await picture().boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
      return [(pointer.x - box.x) / box.width, (pointer.y - box.y) / box.height].map(
        share => Math.round(share * 50) / 50,
      );
    };
    await expect.poll(under).toEqual([0.74, 0.24].map(share => expect.closeTo(share, 1)));
    const before = (await picture().boundingBox())?.x ?? 0;
    await page().mouse.down();
    await page().mouse.move(pointer.x + 60, pointer.y, { steps: 4 });
    await page().mouse.up();
    const moved = async (): Promise<number> => ((await picture().boundingBox())?.x ?? 0) - before;
    await expect.poll(moved).toBeCloseTo(60, 0);
  });
});

describe('the viewer on what is no picture', () => {
  test('plays a video and a sound', async () => {
    await look('Media/', 'stream-pan.webm');
    const loaded = (player: Locator): Promise<boolean> =>
      player.evaluate(media => media instanceof HTMLMediaElement && media.readyState > 0);
    await expect.poll(() => loaded(viewer().locator('video'))).toBe(true);
    await look('Media/', 'chime.ogg');
    await expect.poll(() => loaded(viewer().locator('audio'))).toBe(true);
  });

  test('says what another file is', async () => {
    await look('Media/', 'letter.pdf');
    await viewer().getByText('PDF · 1 byte').waitFor();
    await viewer().getByText('No preview for this type of file.').waitFor();
  });

  test('shows a drawing, in its tile as well', async () => {
    await manager.open('Media/');
    const tile = manager.photos().locator('img.is-there[alt="shore.svg"]');
    await tile.click();
    await picture().waitFor();
  });

  test('shows a picture without an extension, and no drawing that hides its own', async () => {
    await look('Media/', 'nameless');
    await picture().waitFor();
    await look('Media/', 'hidden-bomb');
    await viewer().getByText('No preview for this type of file.').waitFor();
  });

  test('says of a picture that would fill the memory how large it is, instead of drawing it', async () => {
    await look('Media/', 'a.gif');
    await viewer()
      .getByText(/20000 × 20000 pixels/)
      .waitFor();
  });

  test('says of a drawing that would never be done that it is not shown, and gives it no tile', async () => {
    await look('Media/', 'bomb.svg');
    await viewer()
      .getByText(/could freeze the browser/)
      .waitFor();
    expect(await manager.photos().locator('img[alt="bomb.svg"], img[alt="a.gif"]').count()).toBe(0);
  });

  test('says that a picture can’t be decoded', async () => {
    await look('Media/', 'no-picture.jpg');
    await viewer()
      .getByText(/couldn’t be loaded/)
      .waitFor();
  });
});
