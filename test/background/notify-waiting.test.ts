import { beforeAll, expect, test } from 'vitest';
import browser from 'webextension-polyfill';
import { notifyOfWaiting } from '../../src/background/notify-waiting';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeStorage } from '../webextension/fake-storage';
import { textsIn } from '../webextension/texts';

// One worker instance, from its start on: the tests go on from each other.

let shown: readonly string[] = [];

/** What the browser is slow to do: a notification is shown once this is settled. */
let beforeShown: Promise<void> = Promise.resolve();

beforeAll(async () => {
  const storage = fakeStorage();
  await storage.session.set({ 'sign-in-needed': true });
  fakeBrowser({
    i18n: textsIn('en'),
    runtime: { getURL: path => path },
    storage,
    notifications: {
      create: (async (id: string) => {
        await beforeShown;
        shown = [...shown.filter(other => other !== id), id];
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
  notifyOfWaiting([{ waiting: null }]);
  await expect.poll(() => shown).toEqual([]);
});

test('transfers that begin to wait for a sign-in are told of once', async () => {
  notifyOfWaiting(WAITING);
  await expect.poll(() => shown).toEqual(['sign-in-needed']);
  notifyOfWaiting(WAITING);
  notifyOfWaiting([...WAITING, { waiting: null }]);
  expect(shown).toEqual(['sign-in-needed']);
});

test('that no transfer waits for a sign-in any more takes it back', async () => {
  notifyOfWaiting([]);
  await expect.poll(() => shown).toEqual([]);
});

test('a sign-in that is needed, not needed and needed again is told of in that order, however slow the browser is', async () => {
  let goOn = (): void => {};
  beforeShown = new Promise(resolve => {
    goOn = resolve;
  });
  notifyOfWaiting(WAITING);
  await expect.poll(() => browser.storage.session.get()).toHaveProperty('sign-in-needed');
  notifyOfWaiting([]);
  // What the second change would do without waiting for the first is done by then.
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  goOn();
  await expect.poll(() => browser.storage.session.get()).not.toHaveProperty('sign-in-needed');
  expect(shown).toEqual([]);
  notifyOfWaiting(WAITING);
  notifyOfWaiting([]);
  notifyOfWaiting(WAITING);
  await expect.poll(() => shown).toEqual(['sign-in-needed']);
  notifyOfWaiting([]);
  await expect.poll(() => shown).toEqual([]);
});

test('transfers that begin to wait for access keys are told of beside those that wait for a sign-in', async () => {
  notifyOfWaiting([...WAITING, { waiting: { kind: 'access-keys', reason: 'access-keys-needed' } }]);
  await expect.poll(() => shown).toEqual(['sign-in-needed', 'access-keys-needed']);
  notifyOfWaiting(WAITING);
  await expect.poll(() => shown).toEqual(['sign-in-needed']);
  notifyOfWaiting([]);
  await expect.poll(() => shown).toEqual([]);
});

test('nothing is told of a sign-in where no notifications are wanted', async () => {
  await browser.storage.sync.set({ preferences: { notifications: 'none' } });
  notifyOfWaiting(WAITING);
  await expect.poll(() => browser.storage.session.get('sign-in-needed')).toEqual({ 'sign-in-needed': true });
  expect(shown).toEqual([]);
});
