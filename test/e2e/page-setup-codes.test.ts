import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseSettings, type Settings } from '../../src/core/settings';
import { setupCodeOf } from '../../src/core/setup-code';
import { launchWithExtension } from '../browser/launch';
import { NativeInput } from '../browser/native-input';
import { pinToToolbar } from '../browser/pin-to-toolbar';
import { openRealPopup } from '../browser/real-popup';
import { surfacePage, targetsWith } from '../browser/surface-page';
import { startXvfb } from '../machine/display';
import { type E2eFixture, openFixture, optionsPage } from './fixture';

// A set-up code on a page of the web, from somebody's wiki to CloudFormation's outputs: hostile until a person says so.

let fixture: E2eFixture;
let settings: Settings;
let page: Page;

beforeAll(async () => {
  fixture = await openFixture({ configured: false });
  const parsed = parseSettings(fixture.settings);
  if (!parsed.ok) throw new Error('no settings');
  settings = parsed.settings;
  await (await optionsPage(fixture.browser)).close();
});

beforeEach(async () => {
  await (await fixture.browser.worker()).evaluate(() => chrome.storage.sync.clear());
  page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
});

afterEach(() => page.close());
afterAll(() => fixture.close());

const show = (code: string): Promise<void> =>
  page.evaluate(text => {
    document.body.textContent = `ShoeboxCode ${text} The set-up code of this stack`;
  }, code);

const stored = async (): Promise<unknown> =>
  (await fixture.browser.worker()).evaluate(() => chrome.storage.sync.get('settings'));

/** Where Chromium draws a pinned extension's button, in the fixed window of the tests. */
const TOOLBAR_BUTTON = { x: 850, y: 60 } as const;

const FOUND = { role: 'heading', name: 'This page has a set-up code' };
const USE = { role: 'button', name: 'Use the set-up code on this page' };

test('a set-up code on the page below the popup is offered, shown in the options, and saved once a person agrees', async () => {
  await show(setupCodeOf(settings));
  const popup = await openRealPopup(fixture.browser, page);
  await popup.see(FOUND);
  expect(await popup.evaluate('document.querySelector(".page-code p").textContent')).toBe(
    `${settings.bucket}${settings.region}`,
  );
  const opened = fixture.browser.context.waitForEvent('page');
  await popup.click(USE);
  const options = await opened;
  await options.getByRole('heading', { name: 'Use these settings?' }).waitFor();
  expect(await options.locator('.import-rows dd').first().textContent()).toBe(settings.bucket);
  expect(await stored()).toEqual({});
  // Nor does it stay in the history.
  expect(options.url()).not.toContain('shoebox1');
  await options.getByRole('button', { name: 'Use these settings' }).click();
  await options.locator('.save-status .notice-title').waitFor();
  expect(await stored()).toEqual({ settings });
  await options.close();
});

test('a page that changes after its set-up code was offered changes nothing of the offer', async () => {
  await show(setupCodeOf(settings));
  const popup = await openRealPopup(fixture.browser, page);
  await popup.see(FOUND);
  await show(setupCodeOf({ ...settings, bucket: 'evil-bucket' }));
  const opened = fixture.browser.context.waitForEvent('page');
  await popup.click(USE);
  const options = await opened;
  await options.locator('.import').waitFor();
  expect(await options.locator('.import-rows dd').first().textContent()).toBe(settings.bucket);
  await options.close();
});

test('no page is looked at for set-up codes once Shoebox is set up', async () => {
  await show(setupCodeOf({ ...settings, bucket: 'other-bucket' }));
  const worker = await fixture.browser.worker();
  await worker.evaluate(items => chrome.storage.sync.set(items), { settings });
  const own = await fixture.browser.extensionPage('src/options/index.html');
  const answer = await own.evaluate(async address => {
    const [tab] = await chrome.tabs.query({ url: `${address}*` });
    return chrome.runtime.sendMessage({ type: 'page.setup-codes', args: { tabId: tab?.id } });
  }, fixture.site.url);
  expect(answer).toEqual({ ok: true, value: [] });
  await own.close();
});

test('a page can’t open the options with a set-up code', async () => {
  const address = `chrome-extension://${fixture.browser.extensionId}/src/options/index.html#${setupCodeOf(settings)}`;
  const before = fixture.browser.context.pages().length;
  await page.evaluate(url => {
    window.open(url);
    const link = document.createElement('a');
    link.href = url;
    document.body.append(link);
    link.click();
  }, address);
  // Blocked, in its own tab as well as in a new one.
  await expect.poll(() => page.url()).toMatch(/^chrome-error:/);
  const titles = await Promise.all(fixture.browser.context.pages().map(one => one.title().catch(() => '')));
  expect(titles.filter(title => title.includes('Shoebox settings'))).toEqual([]);
  expect(fixture.browser.context.pages().length).toBeLessThanOrEqual(before + 1);
  expect(await stored()).toEqual({});
});

test('a click on the toolbar’s button is all that lets Shoebox see the set-up code, where it has access to no site', async () => {
  const display = await startXvfb();
  const userDataDir = await mkdtemp(join(tmpdir(), 'shoebox-pinned-'));
  await pinToToolbar(userDataDir);
  const browser = await launchWithExtension({
    ...{ extensionDir: 'dist/chrome', headless: false, display: display.display, userDataDir },
  });
  try {
    const own = await optionsPage(browser);
    const shown = await browser.context.newPage();
    await shown.goto(fixture.site.url);
    await shown.evaluate(code => {
      document.body.textContent = code;
    }, setupCodeOf(settings));
    const found = (): Promise<unknown> =>
      own.evaluate(async () => {
        const tabs = await chrome.tabs.query({});
        const asked = tabs.map(({ id }) =>
          chrome.runtime.sendMessage({ type: 'page.setup-codes', args: { tabId: id } }),
        );
        return (await Promise.all(asked)).flatMap(({ value }) => value);
      });
    expect(await found()).toEqual([]);
    await shown.bringToFront();
    const input = await NativeInput.on(display);
    await input.click(TOOLBAR_BUTTON.x, TOOLBAR_BUTTON.y, 1);
    const devtools = await browser.devtools();
    const popup = async (): Promise<string | undefined> =>
      (await targetsWith(devtools, `chrome-extension://${browser.extensionId}/src/popup/`))[0];
    await expect.poll(popup).toBeDefined();
    const surface = await surfacePage(devtools, String(await popup()));
    await surface.see(FOUND);
    expect(await found()).toEqual([setupCodeOf(settings)]);
  } finally {
    await browser.close();
    await display.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});
