import { beforeAll, expect, test } from 'vitest';
import browser from 'webextension-polyfill';
import { notifyOfSignIn } from '../../src/background/notify-sign-in';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeStorage } from '../webextension/fake-storage';
import { textsIn } from '../webextension/texts';

// One worker instance, from its start on: the tests go on from each other.

let shown: readonly string[] = [];

beforeAll(async () => {
  const storage = fakeStorage();
  await storage.session.set({ 'sign-in-needed': true });
  fakeBrowser({
    i18n: textsIn('en'),
    runtime: { getURL: path => path },
    storage,
    notifications: {
      create: (async (id: string) => {
        shown = [...shown, id];
        return id;
      }) as never, // Chrome's has two forms; this one alone is called
      clear: async id => {
        shown = shown.filter(other => other !== id);
        return true;
      },
    },
  });
  shown = ['sign-in-needed'];
});

const WAITING = [{ waiting: { kind: 'sign-in' } }] as const;

test('what an earlier worker told of a sign-in is taken back by the next one, for which nothing waits', async () => {
  notifyOfSignIn([{ waiting: null }]);
  await expect.poll(() => shown).toEqual([]);
});

test('transfers that begin to wait for a sign-in are told of once', async () => {
  notifyOfSignIn(WAITING);
  await expect.poll(() => shown).toEqual(['sign-in-needed']);
  notifyOfSignIn(WAITING);
  notifyOfSignIn([...WAITING, { waiting: null }]);
  expect(shown).toEqual(['sign-in-needed']);
});

test('that no transfer waits for a sign-in any more takes it back', async () => {
  notifyOfSignIn([]);
  await expect.poll(() => shown).toEqual([]);
});

test('nothing is told of a sign-in where no notifications are wanted', async () => {
  await browser.storage.sync.set({ preferences: { notifications: 'none' } });
  notifyOfSignIn(WAITING);
  await expect.poll(() => browser.storage.session.get('sign-in-needed')).toEqual({ 'sign-in-needed': true });
  expect(shown).toEqual([]);
});
