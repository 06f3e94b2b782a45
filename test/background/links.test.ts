import { beforeEach, expect, test } from 'vitest';
import browser from 'webextension-polyfill';
import { postCopyResult } from '../../src/background/clipboard-page/outcome';
import { closeBucket } from '../../src/background/current-bucket';
import { copyLinksAfterSaving } from '../../src/background/links';
import { savePreferences, saveSettings } from '../../src/background/settings-store';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { bucketIdentity, type Settings } from '../../src/core/settings';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { fakeBrowser } from '../webextension/fake-browser';
import { SETTINGS } from './settings';

let copied: string[];
let isAllowed: boolean;
let isWorking: boolean;

fakeBrowser({ permissions: { contains: async () => isAllowed } });
// Chrome's own, which the polyfill's types do not have. The page copies what its address carries, and says whether it could;
// the browser has the text a moment later, if the page is still there.
Object.assign(browser, {
  offscreen: {
    async createDocument({ url }: { readonly url: string }) {
      const { search, hash } = new URL(url, 'https://h/');
      if (isWorking) copied.push(decodeURIComponent(hash.slice(1)));
      postCopyResult(search.slice(1), isWorking);
    },
    async closeDocument() {
      copied.pop();
    },
  },
});

const settingsOf = async (bucket: string): Promise<Settings> => {
  const settings = await saveSettings({ ...SETTINGS, bucket });
  closeBucket();
  return settings;
};

const saved = (key: string): Transfer => ({
  ...newTransfer({
    ...{
      id: key,
      createdAt: 1,
      bucket: 'mine/@aws',
      album: 'Cats/',
      name: key,
      bytes: null,
    },
    source: { kind: 'file' },
  }),
  ...{ state: 'saved', key: `Cats/${key}` },
});

beforeEach(async () => {
  [copied, isAllowed, isWorking] = [[], true, true];
  const settings = await settingsOf('mine');
  expect(bucketIdentity(settings)).toBe('mine/@aws');
  await savePreferences({
    links: { ...DEFAULT_PREFERENCES.links, address: 'public', copyAfterSaving: true },
  });
});

test('copying after saving copies the links to what was saved', async () => {
  expect(await copyLinksAfterSaving([saved('a.png')])).not.toBeNull();
  expect(copied).toEqual(['https://mine.s3.us-east-1.amazonaws.com/Cats/a.png']);
});

test('copying after saving copies no link when the settings name another bucket by then', async () => {
  const batch = [saved('a.png')];
  await settingsOf('other');
  expect(await copyLinksAfterSaving(batch)).toBe('Couldn’t copy the link.');
  expect(copied).toEqual([]);
});

test('copying after saving says that the clipboard failed, and nothing when the permission is missing', async () => {
  isWorking = false;
  expect(await copyLinksAfterSaving([saved('a.png'), saved('b.png')])).toBe('Couldn’t copy the 2 links.');
  isAllowed = false;
  expect(await copyLinksAfterSaving([saved('a.png')])).toBeNull();
});
