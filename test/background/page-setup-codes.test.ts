import { beforeEach, expect, test, vi } from 'vitest';
import { pageSetupCodes } from '../../src/background/page-setup-codes';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';
import { setupCodeOf } from '../../src/core/setup-code';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeStorage } from '../webextension/fake-storage';

const settings = (bucket: string): Settings => ({
  ...EMPTY_SETTINGS,
  bucket,
  region: 'eu-west-1',
  identityPoolId: 'eu-west-1:11111111-2222-3333-4444-555555555555',
});

const executeScript = vi.fn(async () => [
  { frameId: 0, documentId: 'a' },
  { frameId: 7, documentId: 'b' },
]);
/** What each frame answers. */
const answers = new Map<number, unknown>();
const callInFrame = vi.fn(async ({ frameId }: { readonly frameId: number }) => answers.get(frameId));
const find = pageSetupCodes(callInFrame as unknown as CallInFrame); // answers to the one name that is called

let storage: ReturnType<typeof fakeStorage>;

beforeEach(() => {
  storage = fakeStorage();
  executeScript.mockClear();
  callInFrame.mockClear();
  answers.clear();
  fakeBrowser({ storage, scripting: { executeScript } });
});

test('the set-up codes that the frames of a page show are found, each once, and three of them at most', async () => {
  const codes = ['a-bucket', 'b-bucket', 'a-bucket', 'c-bucket', 'd-bucket'].map(name =>
    setupCodeOf(settings(name)),
  );
  answers.set(0, codes.slice(0, 2));
  answers.set(7, codes.slice(2));
  expect(await find({ tabId: 1 })).toEqual(['a-bucket', 'b-bucket', 'c-bucket'].map(settings));
});

test('no page is looked at for set-up codes once Shoebox is set up', async () => {
  await storage.sync.set({ settings: settings('own-bucket') });
  answers.set(0, [setupCodeOf(settings('a-bucket'))]);
  expect(await find({ tabId: 1 })).toEqual([]);
  expect(executeScript).not.toHaveBeenCalled();
});

test('a page that may not be read has no set-up codes, and frames that answer nonsense have none', async () => {
  executeScript.mockRejectedValueOnce(new Error('Cannot access a chrome:// URL'));
  expect(await find({ tabId: 1 })).toEqual([]);
  answers.set(0, [5, null, { text: 'shoebox1:' }]);
  answers.set(7, ['shoebox1:abc']);
  expect(await find({ tabId: 1 })).toEqual([]);
});
