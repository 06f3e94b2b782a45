import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';
import { stubAnswers } from './page-states/stubbed-answers';

// Folders of the disk and the clipboard, as the browser itself hands them over.

let fixture: E2eFixture;
let manager: Manager;
let disk: string;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  disk = await mkdtemp(join(tmpdir(), 'shoebox-disk-'));
  const rocket = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
  await mkdir(join(disk, 'Trip/Cafe\u0301/Night'), { recursive: true });
  await mkdir(join(disk, 'Trip/__MACOSX'));
  for (const name of ['Trip/a.jpg', 'Trip/Cafe\u0301/b.jpg', 'Trip/Cafe\u0301/Night/c.txt', 'Trip/.DS_Store'])
    await writeFile(join(disk, name), name.endsWith('a.jpg') ? rocket : name);
  await writeFile(join(disk, 'Trip/__MACOSX/a.jpg'), 'x');
  await writeFile(join(disk, 'Trip/empty.jpg'), '');
  // Chromium leaves out what only leads elsewhere.
  await symlink('..', join(disk, 'Trip/loop'));
});

afterAll(async () => {
  await fixture.close();
  await rm(disk, { recursive: true });
});

/** Drops files and folders of the disk in the middle of an element, as a file manager does. */
async function dropFrom(selector: string, ...names: readonly string[]): Promise<void> {
  const box = await manager.page.locator(selector).first().boundingBox();
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  const devTools = await fixture.browser.context.newCDPSession(manager.page);
  const held = {
    ...{ x: x + width / 2, y: y + Math.min(height, 200) / 2 },
    data: { items: [], files: names.map(name => join(disk, name)), dragOperationsMask: 1 },
  };
  // The part that takes drops is loaded after the page; until then nothing invites to one.
  await expect
    .poll(async () => {
      for (const type of ['dragEnter', 'dragOver'] as const)
        await devTools.send('Input.dispatchDragEvent', { type, ...held });
      return manager.page.locator('.drop-invitation').count();
    })
    .toBe(1);
  await devTools.send('Input.dispatchDragEvent', { type: 'drop', ...held });
  await devTools.detach();
}

const TRIP = ['Trip/', 'Trip/Caf\u00e9/Night/c.txt', 'Trip/Caf\u00e9/b.jpg', 'Trip/a.jpg'];

describe('a folder', () => {
  test('dropped beside the albums becomes albums as it is, after one question that says what is left out', async () => {
    await manager.open();
    await dropFrom('h1', 'Trip');
    await manager.dialog().getByText('3 photos in 3 albums').waitFor();
    await manager.dialog().getByText('1 empty file is left out.').waitFor();
    await manager.dialog().getByText('2 hidden or system files are left out.').waitFor();
    await manager.button('Add 3 photos').click();
    await manager.page.getByRole('heading', { name: 'Trip', level: 1 }).waitFor();
    await manager.photos().getByText('a.jpg').waitFor();
    await manager.albums().getByRole('button', { name: 'Café' }).waitFor();
    await expect.poll(() => fixture.owner.keys('Trip/')).toEqual(TRIP);
  });

  test('dropped once more stores nothing twice', async () => {
    await manager.open();
    await dropFrom('h1', 'Trip');
    await manager.button('Add 3 photos').click();
    await expect
      .poll(async () => (await fixture.transfers()).filter(({ state }) => state === 'saved').length)
      .toBe(6);
    expect(await fixture.owner.keys('Trip/')).toEqual(TRIP);
  });

  test('dropped onto an album can be added to it without albums', async () => {
    await fixture.call('albums.create', { parent: '', name: 'All' });
    await manager.open();
    await dropFrom('[data-album$="All/"]', 'Trip');
    await manager.dialog().getByText('All in one album: “All”').click();
    await manager.button('Add 3 photos').click();
    await expect
      .poll(() => fixture.owner.keys('All/'))
      .toEqual(['All/', 'All/a.jpg', 'All/b.jpg', 'All/c.txt']);
  });

  test('is chosen from the menu of an album, and becomes an album in it', async () => {
    await manager.open('All/');
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.more('Add a folder…');
    await (await chooser).setFiles(join(disk, 'Trip/Cafe\u0301'));
    await manager.button('Add 2 photos').click();
    await expect
      .poll(() => fixture.owner.keys('All/Caf\u00e9/'))
      .toEqual(['All/Caf\u00e9/', 'All/Caf\u00e9/Night/c.txt', 'All/Caf\u00e9/b.jpg']);
    // Before the page knows that, it would tell the next one of files that were not added.
    await expect.poll(hasUnfinished).toBe(false);
  });
});

/** Whether a page has noted that it has files which the worker does not have yet. */
const hasUnfinished = (): Promise<boolean> =>
  manager.page.evaluate(() => Object.keys(localStorage).some(key => key.startsWith('unfinished ')));

test('files that a page had not handed over when it was closed are told of when the next one opens', async () => {
  await manager.open('All/');
  await stubAnswers(manager.page, { 'photos.add': null });
  await manager.page.reload();
  await dropFrom('main', 'Trip/a.jpg', 'Trip/Cafe\u0301/b.jpg');
  await manager.page.locator('.tray-row').first().waitFor();
  await expect.poll(hasUnfinished).toBe(true);
  await manager.open();
  await manager.page.getByText('2 files weren’t added to “All”').waitFor();
  await manager.page.getByText('Dismiss', { exact: true }).click();
  await manager.open();
  await manager.albums().waitFor();
  expect(await manager.page.getByText('weren’t added').count()).toBe(0);
});

describe('pasted into an album,', () => {
  /** Puts it on the browser's own clipboard. */
  const copy = async (texts: Readonly<Record<string, string>>, bitmap?: string): Promise<void> => {
    const page = await fixture.browser.context.newPage();
    await page.goto(fixture.site.url);
    await page.bringToFront();
    await page.evaluate(
      async ([texts, bitmap]) => {
        const parts = Object.entries(texts).map(
          ([type, text]) => [type, new Blob([text], { type })] as const,
        );
        const picture = document.createElement('canvas').getContext('2d');
        const png = await new Promise<Blob | null>(done => picture?.canvas.toBlob(done));
        await navigator.clipboard.write([
          new ClipboardItem({ ...Object.fromEntries(parts), ...(bitmap && png && { 'image/png': png }) }),
        ]);
      },
      [texts, bitmap] as const,
    );
    await page.close();
    await manager.page.bringToFront();
  };
  /** Puts it there, and presses the keys. */
  const paste = async (...copied: Parameters<typeof copy>): Promise<void> => {
    await copy(...copied);
    await manager.page.keyboard.press('Control+V');
  };
  const open = async (): Promise<void> => {
    await manager.open('Pasted/');
    await manager.page.getByRole('heading', { name: 'Pasted', level: 1 }).waitFor();
    // The part that takes what is pasted comes after the page.
    await manager.page.waitForLoadState('networkidle');
  };
  const shaOnSite = (name: string): string => sha256(fixture.site.files.get(name) ?? new Uint8Array());

  test('a picture that was copied in a browser is its original; an address is what it leads to; words are nothing', async () => {
    await open();
    const url = fixture.site.publicHostUrl;
    await paste({ 'text/html': `<img src="${url}photos/rocket.jpg" alt="A rocket">` }, 'with a bitmap');
    await manager.photos().getByText('rocket.jpg').waitFor();
    expect(sha256(await fixture.owner.read('Pasted/rocket.jpg'))).toBe(shaOnSite('rocket.jpg'));
    await paste({ 'text/plain': `${url}photos/dandelions.jpg` });
    await manager.photos().getByText('dandelions.jpg').waitFor();
    await paste({ 'text/plain': 'only words' });
    await manager.page.getByText('There is no image, file or image address on the clipboard.').waitFor();
    expect(await fixture.owner.keys('Pasted/')).toHaveLength(2);
  });

  test('several pictures are offered, and those that are picked are saved', async () => {
    await open();
    const names = ['two-friends.jpg', 'fig-in-a-bowl.jpg', 'forest-stream.jpg'];
    await paste({
      'text/html': names.map(name => `<img src="${fixture.site.publicHostUrl}photos/${name}">`).join(''),
    });
    await manager.page.getByRole('heading', { name: 'Save 3 images?' }).waitFor();
    await manager.page.getByRole('button', { name: 'Select all' }).click();
    await manager.button('Save 3 images').click();
    for (const name of names) await manager.photos().getByText(name).waitFor();
    expect(sha256(await fixture.owner.read('Pasted/forest-stream.jpg'))).toBe(shaOnSite('forest-stream.jpg'));
  });

  test('what is on the clipboard comes from the menu too', async () => {
    await open();
    await copy({}, 'a bitmap alone');
    await manager.more('Paste');
    await manager
      .photos()
      .getByText(/^Pasted .*\.png$/)
      .waitFor();
    const keys = await fixture.owner.keys('Pasted/');
    expect(keys).toContainEqual(expect.stringMatching(/^Pasted\/Pasted [\d-]+ [\d.]+\.png$/));
    await copy({ 'text/plain': 'only words' });
    await manager.more('Paste');
    await manager.page.getByText('There is no image, file or image address on the clipboard.').waitFor();
  });
});
