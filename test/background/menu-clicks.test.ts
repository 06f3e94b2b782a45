import { beforeEach, expect, test, vi } from 'vitest';
import type { Menus, Tabs } from 'webextension-polyfill';
import { diagnostics } from '../../src/background/diagnostics';
import { listenToMenu, type MenuClick } from '../../src/background/menu-clicks';
import { ALBUM, menuId } from '../../src/background/menu-ids';
import { fakeBrowser, fakeEvent, TAB } from '../webextension/fake-browser';

const onClicked = fakeEvent<(info: Menus.OnClickData, tab?: Tabs.Tab) => void>();
let request: () => Promise<boolean>;
let requested: number;
fakeBrowser({
  contextMenus: { onClicked },
  permissions: {
    request: () => {
      requested++;
      return request();
    },
  },
  scripting: {
    executeScript: () => {
      throw new TypeError('Error in invocation of scripting.executeScript');
    },
  },
});

const clicks: MenuClick[] = [];
listenToMenu(async click => void clicks.push(click));

const click = (target: 'media' | 'find'): void => {
  const info: Menus.OnClickData = {
    ...{ editable: false, modifiers: [] },
    ...{ menuItemId: menuId(target, `${ALBUM}Cats/`), mediaType: 'image', frameId: 0 },
    ...{ srcUrl: 'https://elsewhere.example/a.jpg', pageUrl: 'https://page.example/' },
  };
  onClicked.emit(info, { ...TAB, id: 1, url: 'https://page.example/' });
};

const events = async (): Promise<readonly string[]> => (await diagnostics.all()).map(({ event }) => event);

beforeEach(() => {
  clicks.length = 0;
  requested = 0;
  request = () => Promise.resolve(true);
});

test('permission is asked for in the click’s own turn', () => {
  click('media');
  expect(requested).toBe(1);
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
])('a click is not lost when the question of permission %s, which is reported', async (_, answer) => {
  request = answer;
  click('media');
  expect(clicks).toHaveLength(1);
  await expect(clicks[0]?.access).rejects.toThrow('user gesture');
  expect(await events()).toContain('menu.request-access');
});

test('a click is not lost when nothing can be put into the page, which is reported', async () => {
  click('find');
  expect(clicks).toHaveLength(1);
  await vi.waitFor(async () => expect(await events()).toContain('page.probe-pointer'));
});
