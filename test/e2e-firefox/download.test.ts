import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FirefoxPage } from '../browser/firefox/page';
import { readZip } from '../machine/read-zip';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// What a person takes out of the bucket again, from the popup, which is closed as soon as the browser has it.

let fixture: FirefoxFixture;
let own: FirefoxPage;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shoebox-downloads-'));
  fixture = await openFirefoxFixture({
    preferences: {
      'extensions.openPopupWithoutUserGesture.enabled': true,
      'browser.download.dir': folder,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
    },
  });
  for (const name of ['가.png', 'b.png']) await fixture.owner.put(`Cats/${name}`, bytesOf(name));
  own = await fixture.firefox.extensionPage('src/options/index.html');
});

afterAll(async () => {
  await fixture.close();
  await rm(folder, { recursive: true });
});

/** So large that the popup is gone before all of it is there. */
const bytesOf = (name: string): Buffer => Buffer.alloc(20_000_000, name);

const pressInPopup = (label: string): Promise<boolean> =>
  own.evaluate((label: string) => {
    const [popup] = chrome.extension.getViews({ type: 'popup' });
    const buttons = [...(popup?.document.querySelectorAll('button') ?? [])];
    const found = buttons.find(({ ariaLabel, title, textContent }) =>
      [ariaLabel, title, textContent].includes(label),
    );
    found?.click();
    return found !== undefined;
  }, label);

const closePopup = (): Promise<void> =>
  own.evaluate(() => {
    const [popup] = chrome.extension.getViews({ type: 'popup' });
    popup?.close();
  });

const begun = async (name: string): Promise<boolean> =>
  (await readdir(folder)).some(file => file.startsWith(name));

/** Firefox keeps what is still coming under another name beside it. */
const isComplete = async (name: string): Promise<boolean> => {
  const files = await readdir(folder);
  return files.includes(name) && !files.some(file => file.endsWith('.part'));
};

test('an album is downloaded as a ZIP, and a photo as it is', async () => {
  await own.evaluate(() => chrome.action.openPopup());
  await expect.poll(() => pressInPopup('Cats')).toBe(true);
  await expect.poll(() => pressInPopup('More actions')).toBe(true);
  await expect.poll(() => pressInPopup('Download album')).toBe(true);
  await expect.poll(() => begun('Cats')).toBe(true);
  await closePopup();
  await expect.poll(() => isComplete('Cats.zip')).toBe(true);
  const files = await readZip(join(folder, 'Cats.zip'));
  expect(files.map(({ path }) => path)).toEqual(['b.png', '가.png']);
  for (const file of files) expect((await file.read()).equals(bytesOf(file.path))).toBe(true);

  await own.evaluate(() => chrome.action.openPopup());
  await expect.poll(() => pressInPopup('Cats')).toBe(true);
  await expect.poll(() => pressInPopup('가.png')).toBe(true);
  await expect.poll(() => pressInPopup('Download')).toBe(true);
  await expect.poll(() => begun('가')).toBe(true);
  await closePopup();
  await expect.poll(() => isComplete('가.png')).toBe(true);
  expect((await readFile(join(folder, '가.png'))).equals(bytesOf('가.png'))).toBe(true);
});
