import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openManager, type PageState, type Scene } from './page-state';

const EMPTY_ALBUM = `?album=${encodeURIComponent('Empty/')}`;

/** With albums in it, and what is left out of them. */
async function folderOnDisk(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'shoebox-states-')), 'Trip');
  await mkdir(join(folder, 'A day whose name goes on and on, further than any line of a dialog'), {
    recursive: true,
  });
  for (const name of ['a.jpg', 'A day whose name goes on and on, further than any line of a dialog/b.jpg'])
    await writeFile(join(folder, name), name);
  for (const name of ['empty.jpg', '.DS_Store']) await writeFile(join(folder, name), '');
  return folder;
}

async function openAlbum(scene: Scene): Promise<Page> {
  const page = await openManager(scene, EMPTY_ALBUM);
  await page.getByRole('heading', { name: scene.text('album_empty') }).waitFor();
  return page;
}

/** What comes from the computer: folders, what is pasted, what was not handed over. */
export const ADDING_STATES: readonly PageState[] = [
  {
    name: 'folder to be added',
    async open(scene) {
      const page = await openAlbum(scene);
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: scene.text('album_more'), exact: true }).click();
      await page.getByRole('menuitem', { name: scene.text('add_folder') }).click();
      await (await chooser).setFiles(await folderOnDisk());
      await page.locator('.shape-choices').waitFor();
      return page;
    },
  },
  {
    name: 'pictures that were pasted',
    async open(scene) {
      const page = await openAlbum(scene);
      const html = ['rocket.jpg', 'dandelions.jpg']
        .map(name => `<img src="${scene.fixture.site.publicHostUrl}photos/${name}">`)
        .join('');
      // The part that takes what is pasted is loaded after the page.
      while ((await page.locator('.picker').count()) === 0)
        await page.evaluate(html => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/html', html);
          document.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData }));
        }, html);
      await page.locator('.tile-picture .is-there').nth(1).waitFor();
      return page;
    },
  },
  {
    name: 'files that were not handed over',
    async open(scene) {
      const page = await openAlbum(scene);
      const noted = JSON.stringify({ count: 12, album: 'Trip' });
      await page.evaluate(text => localStorage.setItem('unfinished state', text), noted);
      await page.reload();
      await page.getByText(scene.text('unfinished_text')).waitFor();
      await page.evaluate(() => localStorage.removeItem('unfinished state'));
      return page;
    },
  },
];
