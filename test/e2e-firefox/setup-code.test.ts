import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { parseSettings, type Settings } from '../../src/core/settings';
import { setupCodeOf } from '../../src/core/setup-code';
import { button, field, picture, withId } from '../browser/firefox/element-path';
import { chooseFromImageMenu } from '../browser/firefox/image-menu';
import { firefoxLoginPage } from '../browser/firefox/login-page';
import type { FirefoxPage } from '../browser/firefox/page';
import { answerPermission } from '../browser/firefox/permission-prompt';
import { BUCKET, POOL_ID } from '../e2e/fixture';
import { OWN_FOLDER } from '../e2e/sign-in-fixture';
import { ADA, signInSettings, startUserPool, usersPool } from '../e2e/user-pool';
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
  await expect.poll(() => shows('#setup-code-outcome')).toContain('You already use these settings');
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

test('a set-up code for people who sign in, pasted in Firefox, leads through the sign-in window to the first picture in a folder of one’s own', async () => {
  const provider = await startUserPool();
  onTestFinished(() => provider.close());
  fixture.aws.setPools([usersPool(provider, { id: POOL_ID, bucket: BUCKET, folder: OWN_FOLDER })]);
  await paste(setupCodeOf({ ...settings, ...signInSettings(provider), folder: OWN_FOLDER }));
  await answerPermission(fixture.firefox.session, 'allow');
  // It opens by itself.
  await (await firefoxLoginPage(fixture.firefox)).submit(ADA);
  await expect.poll(() => shows('.sign-in-state[data-state="signed-in"]')).toContain(ADA.email);

  const popup = await fixture.firefox.extensionPage('src/popup/index.html');
  await popup.click(button('New album'));
  await popup.fill(field('Album name'), 'First');
  await popup.click(button('Create album'));
  await expect.poll(async () => (await fixture.owner.keys()).length).toBe(1);
  await popup.close();
  const site = await fixture.firefox.newPage();
  await site.goto(fixture.site.url);
  await chooseFromImageMenu(fixture.firefox.session, site, picture('/rocket.jpg'), [
    'Save to Shoebox',
    'First',
  ]);
  const own = 'users/us-east-1:[0-9a-f-]+/First';
  await expect
    .poll(async () => (await fixture.owner.keys()).join(' '))
    .toMatch(new RegExp(`^${own}/ ${own}/rocket.jpg$`));
});
