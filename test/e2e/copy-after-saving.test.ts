import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { type E2eFixture, openFixture, optionsPage } from './fixture';
import { saveSource, setPreferences } from './web-source';

// "Copy the link after saving": without a page that would have the clipboard, by the permission that was given for it.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture({ permissions: ['clipboardWrite', 'offscreen'] });
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(() => fixture.close());

beforeEach(() => setPreferences(fixture, { links: { ...DEFAULT_PREFERENCES.links, copyAfterSaving: true } }));

const clipboard = async (): Promise<string> => {
  const page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
  await page.bringToFront();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.close();
  return text;
};

/** What was told of the newest transfer. */
const told = async (): Promise<string> => {
  const worker = await fixture.browser.worker();
  // `getAll` tells ids only: what is shown was recorded where it was asked for.
  return worker.evaluate(() => (Reflect.get(globalThis, 'told') as string[] | undefined)?.at(-1) ?? '');
};

/** Records what notifications say. */
async function listen(): Promise<void> {
  const worker = await fixture.browser.worker();
  await worker.evaluate(() => {
    const create = chrome.notifications.create.bind(chrome.notifications);
    const texts: string[] = [];
    Reflect.set(globalThis, 'told', texts);
    Reflect.set(chrome.notifications, 'create', (id: string, options: { readonly message: string }) => {
      texts.push(options.message);
      return Reflect.apply(create, chrome.notifications, [id, options]);
    });
  });
}

test('the link to a picture is copied once it is saved, and its notification says so', async () => {
  await listen();
  const { key } = await saveSource(fixture, { url: `${fixture.site.otherHostUrl}photos/rocket.jpg` }, 'One/');
  await expect.poll(clipboard).toContain('/One/rocket.jpg?');
  expect(key).toBe('One/rocket.jpg');
  expect((await fetch(await clipboard())).status).toBe(200);
  await expect.poll(told).toMatch(/rocket\.jpg\nLink copied\. It works until /);
});

test('the links of several pictures saved at once are all copied, in the preferred format', async () => {
  await setPreferences(fixture, {
    links: { ...DEFAULT_PREFERENCES.links, copyAfterSaving: true, format: 's3' },
  });
  const sources = ['fig-in-a-bowl.jpg', 'two-friends.jpg', 'missing.jpg'].map(name => ({
    ...({ kind: 'web', wanted: 'image', betterUrls: [], alt: '', frameId: 0, tabId: -1 } as const),
    ...{ pageUrl: fixture.site.url, frameUrl: fixture.site.url, pageTitle: '' },
    url: `${fixture.site.otherHostUrl}photos/${name}`,
  }));
  await fixture.call('web.save', { album: 'Many/', sources });
  await expect
    .poll(async () =>
      (await clipboard())
        .split('\n')
        .toSorted()
        .map(line => line.slice(line.lastIndexOf('/'))),
    )
    .toEqual(['/fig-in-a-bowl.jpg', '/two-friends.jpg']);
  expect(await clipboard()).toMatch(/^s3:\/\//);
});

test('links are copied although a killed worker left its clipboard page open', async () => {
  const worker = await fixture.browser.worker();
  const pages = () =>
    worker.evaluate(() =>
      chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as chrome.runtime.ContextType] }),
    );
  // That of the copy before this one is still closing, and there may be no second one.
  await expect.poll(pages).toEqual([]);
  await worker.evaluate(() =>
    chrome.offscreen.createDocument({
      url: 'src/background/clipboard-page/index.html?old#old',
      reasons: ['CLIPBOARD' as chrome.offscreen.Reason],
      justification: 'A test.',
    }),
  );
  await saveSource(fixture, { url: `${fixture.site.otherHostUrl}photos/rocket.jpg` }, 'After/');
  await expect.poll(clipboard).toContain('/After/rocket.jpg?');
  await expect.poll(pages).toEqual([]);
});

test('no link is copied after saving unless the preference is set', async () => {
  const before = await clipboard();
  await setPreferences(fixture, DEFAULT_PREFERENCES);
  await saveSource(fixture, { url: `${fixture.site.otherHostUrl}photos/rocket.jpg` }, 'Quiet/');
  expect(await clipboard()).toBe(before);
});

test('the options show copying after saving as on only while the permission is granted', async () => {
  const withIt = await optionsPage(fixture.browser);
  await withIt.reload();
  const box = withIt.getByRole('checkbox', { name: 'Copy the link after saving' });
  await box.waitFor();
  await expect.poll(() => box.isChecked()).toBe(true);
  const other = await openFixture();
  await setPreferences(other, { links: { ...DEFAULT_PREFERENCES.links, copyAfterSaving: true } });
  const without = await optionsPage(other.browser);
  await without.reload();
  const unticked = without.getByRole('checkbox', { name: 'Copy the link after saving' });
  await unticked.waitFor();
  expect(await unticked.isChecked()).toBe(false);
  await other.close();
});
