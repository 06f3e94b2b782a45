import { beforeEach, expect, test, vi } from 'vitest';
import type { MenuClick } from '../../src/background/menu-clicks';

const browser = vi.hoisted(() => ({
  listeners: [] as ((info: object, tab?: object) => unknown)[],
  request: (): Promise<boolean> => Promise.resolve(true),
  requested: 0,
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    contextMenus: {
      onClicked: { addListener: (listener: () => unknown) => void browser.listeners.push(listener) },
    },
    permissions: {
      request: () => {
        browser.requested++;
        return browser.request();
      },
    },
    scripting: {
      executeScript: () => {
        throw new TypeError('Error in invocation of scripting.executeScript');
      },
    },
    storage: { session: { get: async () => ({}), set: async () => {} } },
  },
}));

const { listenToMenu } = await import('../../src/background/menu-clicks');
const { diagnosticsCalls } = await import('../../src/background/diagnostics');
const { menuId, ALBUM } = await import('../../src/background/menu-ids');

const clicks: MenuClick[] = [];
listenToMenu(async click => void clicks.push(click));

const click = (target: 'media' | 'find'): void => {
  const info = {
    ...{ menuItemId: menuId(target, `${ALBUM}Cats/`), mediaType: 'image', frameId: 0 },
    ...{ srcUrl: 'https://elsewhere.example/a.jpg', pageUrl: 'https://page.example/' },
  };
  for (const listener of browser.listeners) listener(info, { id: 1, url: 'https://page.example/' });
};

const events = async (): Promise<readonly string[]> =>
  (await diagnosticsCalls['diagnostics.get'](undefined)).map(({ event }) => event);

beforeEach(() => {
  clicks.length = 0;
  browser.requested = 0;
  browser.request = () => Promise.resolve(true);
});

test('permission is asked for in the click’s own turn', () => {
  click('media');
  expect(browser.requested).toBe(1);
  expect(clicks).toHaveLength(1);
});

test.each([
  [
    'throws',
    () => {
      throw new Error('This function must be called during a user gesture');
    },
  ],
  ['rejects', () => Promise.reject(new Error('This function must be called during a user gesture'))],
])('a click is not lost when the question of permission %s, which is reported', async (_, request) => {
  browser.request = request;
  click('media');
  expect(clicks).toHaveLength(1);
  await expect(clicks[0]?.access).rejects.toThrow('user gesture');
  expect(await events()).toContain('menu.request-access');
});

test('a click is not lost when nothing can be put into the page, which is reported', async () => {
  click('find');
  expect(clicks).toHaveLength(1);
  await vi.waitFor(async () => expect(await events()).toContain('page.witness-pointer'));
});
