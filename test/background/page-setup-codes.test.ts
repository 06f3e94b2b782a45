import { beforeEach, expect, test, vi } from 'vitest';
import { pageSetupCodes } from '../../src/background/page-setup-codes';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';
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

test('what the frames of a page show of set-up codes is told', async () => {
  answers.set(0, ['shoebox1:abc']);
  answers.set(7, ['shoebox1:def', 5, null, { text: 'shoebox1:' }]);
  expect(await find({ tabId: 1 })).toEqual(['shoebox1:abc', 'shoebox1:def']);
});

test('no page is looked at for set-up codes once Shoebox is set up', async () => {
  await storage.sync.set({ settings: settings('own-bucket') });
  answers.set(0, ['shoebox1:abc']);
  expect(await find({ tabId: 1 })).toEqual([]);
  expect(executeScript).not.toHaveBeenCalled();
});

test('a page that may not be read shows no set-up codes', async () => {
  executeScript.mockRejectedValueOnce(new Error('Cannot access a chrome:// URL'));
  expect(await find({ tabId: 1 })).toEqual([]);
});
