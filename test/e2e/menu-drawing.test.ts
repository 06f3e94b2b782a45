import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { inFolder } from './in-folder';

// The browser's menu is there at every moment, all of it, whatever becomes of the worker that draws it.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

const isInMenu = async (id: string): Promise<boolean> =>
  (await fixture.browser.worker()).evaluate(
    entry =>
      chrome.contextMenus.update(entry, {}).then(
        () => true,
        () => false,
      ),
    id,
  );

/** Any message wakes the worker. */
const wake = (): Promise<unknown> => fixture.call('settings.get', undefined);

test('the context menu is there while it is rebuilt', async () => {
  await expect.poll(() => isInMenu('all-albums')).toBe(true);
  const worker = await fixture.browser.worker();
  const missed = worker.evaluate(
    async last => {
      let times = 0;
      // Until the last of the albums below is in the menu.
      for (let isDone = false; !isDone; ) {
        await chrome.contextMenus.update('save-image', {}).catch(() => times++);
        await chrome.contextMenus.update(last, {}).then(
          () => {
            isDone = true;
          },
          () => {},
        );
      }
      return times;
    },
    `album:${inFolder('D/')}`,
  );
  for (const name of ['A', 'B', 'C', 'D']) await fixture.call('albums.create', { parent: '', name });
  expect(await missed).toBe(0);
});

test('the context menu is completed by the next worker when one is killed while building it', async () => {
  // The first of the old entries is gone, or some of the new ones are not there yet.
  await (await fixture.browser.worker()).evaluate(async () => {
    await chrome.contextMenus.remove('open-panel');
    await chrome.contextMenus.remove('all-albums');
  });
  await fixture.browser.killWorker();
  await wake();
  await expect.poll(() => isInMenu('all-albums')).toBe(true);
  expect(await isInMenu('open-panel')).toBe(true);
});
