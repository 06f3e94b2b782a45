import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseSettings, type Settings } from '../../src/core/settings';
import { setupCodeOf } from '../../src/core/setup-code';
import { withId } from '../browser/firefox/element-path';
import type { FirefoxPage } from '../browser/firefox/page';
import { answerPermission } from '../browser/firefox/permission-prompt';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// A set-up code that is pasted with the keyboard, and Firefox's own question that follows.

/** Firefox's own, where {@link copy} runs. */
declare const Components: {
  readonly classes: Readonly<
    Record<string, { getService(kind: unknown): { copyString(text: string): void } }>
  >;
  readonly interfaces: { readonly nsIClipboardHelper: unknown };
};

/** Ctrl and V, as WebDriver writes keys. */
const PASTE = '\uE009v';

let fixture: FirefoxFixture;
let settings: Settings;
let page: FirefoxPage;

beforeEach(async () => {
  fixture = await openFirefoxFixture({ configured: false, extraHostPermissions: [] });
  const parsed = parseSettings(fixture.settings);
  if (!parsed.ok) throw new Error('no settings');
  settings = parsed.settings;
  page = await fixture.firefox.extensionPage('src/options/index.html');
});

afterEach(() => fixture.close());

const paste = async (text: string): Promise<void> => {
  await fixture.firefox.session.evaluateInBrowser(copied => {
    const { classes, interfaces } = Components;
    const clipboard = classes['@mozilla.org/widget/clipboardhelper;1'];
    clipboard?.getService(interfaces.nsIClipboardHelper).copyString(copied);
  }, text);
  await page.fill(withId('setup-code'), PASTE);
};

const shows = (selector: string): Promise<string> =>
  page.evaluate((wanted: string) => document.querySelector(wanted)?.textContent ?? '', selector);

test('a set-up code that is pasted in Firefox is saved with one question of the browser, and another one waits to be confirmed', async () => {
  await paste(setupCodeOf(settings));
  await answerPermission(fixture.firefox.session, 'allow');
  await expect.poll(() => shows('.save-status .notice-title')).not.toBe('');
  expect(await fixture.call('settings.get', undefined)).toEqual(settings);
  expect(await shows('.notice-warning')).toBe('');

  await paste(setupCodeOf(settings));
  await expect.poll(() => shows('#setup-code-outcome')).toContain('the settings that you have');
  await paste(setupCodeOf({ ...settings, folder: 'other/' }));
  await expect.poll(() => shows('.import-rows')).toContain('other/');
  expect(await fixture.call('settings.get', undefined)).toEqual(settings);
  await page.click(withId('use-import'));
  await expect.poll(() => fixture.call('settings.get', undefined)).toEqual({ ...settings, folder: 'other/' });
});

test('a set-up code that is pasted in Firefox is saved although access is refused, and the page says what that means', async () => {
  await paste(setupCodeOf(settings));
  await answerPermission(fixture.firefox.session, 'deny');
  await expect.poll(() => shows('.notice-warning')).toContain('127.0.0.1');
  await expect.poll(() => fixture.call('settings.get', undefined)).toEqual(settings);
});
