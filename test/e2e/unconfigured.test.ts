import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSettings } from '../../src/core/settings';
import { setupCodeOf } from '../../src/core/setup-code';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture, optionsPage } from './fixture';
import { saveSource } from './web-source';

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture({ configured: false });
});

afterAll(() => fixture.close());

test('the popup without settings links to the options, and shows the albums once they are saved', async () => {
  await (await optionsPage(fixture.browser)).close();
  const popup = await fixture.popup();
  await popup.getByRole('button', { name: 'Set up Shoebox' }).click();
  await optionsPage(fixture.browser);
  await fixture.owner.put('First/', '');
  expect(await fixture.call('settings.save', fixture.settings)).toMatchObject({ ok: true });
  await popup.bringToFront();
  await popup.getByRole('list', { name: 'Albums' }).getByText('First').waitFor();
});

test('a set-up code that is pasted is all that it takes', async () => {
  const settings = parseSettings(fixture.settings);
  if (!settings.ok) throw new Error('no settings');
  const worker = await fixture.browser.worker();
  await worker.evaluate(() => chrome.storage.sync.clear());
  const page = await optionsPage(fixture.browser);
  await page.getByLabel('Set-up code', { exact: true }).waitFor();
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(code => navigator.clipboard.writeText(code), setupCodeOf(settings.settings));
  await page.locator('body').press('Control+V');
  await page.locator('.save-status .notice-title').waitFor();
  expect(await fixture.call('settings.get', undefined)).toMatchObject({ value: settings.settings });
  // The same code is now here to be handed on.
  const shown = page.getByLabel('Your set-up code');
  expect(await shown.inputValue()).toBe(setupCodeOf(settings.settings));
  const picture = { url: `${fixture.site.otherHostUrl}photos/rocket.jpg` };
  const { key } = await saveSource(fixture, picture, 'Code/');
  expect(key).toBe('Code/rocket.jpg');
  const stored = await fixture.owner.read(key ?? '');
  expect(sha256(stored)).toBe(sha256(fixture.site.files.get('rocket.jpg') ?? new Uint8Array()));
});

test('an address without https is warned of for S3 and refused for Cognito, except in a private network', async () => {
  const page = await optionsPage(fixture.browser);
  const endpoint = page.getByLabel('S3 endpoint');
  const cognito = page.getByLabel('Cognito endpoint');
  const warning = page.getByText('Without https');
  const problem = page.getByText('because Cognito sends keys');
  if (!(await cognito.isVisible())) await page.getByText('Advanced', { exact: true }).first().click();
  const stored = [await endpoint.inputValue(), await cognito.inputValue()] as const;
  await endpoint.fill('http://s3.example.com');
  await warning.waitFor();
  await cognito.fill('http://cognito.example.com');
  await endpoint.fill('http://192.168.1.20:9000');
  await problem.waitFor();
  expect(await warning.count()).toBe(0);
  await cognito.fill('http://nas.local:9001');
  await expect.poll(() => problem.count()).toBe(0);
  await endpoint.fill(stored[0]);
  await cognito.fill(stored[1]);
});

test('invalid settings are refused as a whole', async () => {
  const before = await fixture.call('settings.get', undefined);
  expect(await fixture.call('settings.save', { ...fixture.settings, bucket: 'No_Bucket' })).toMatchObject({
    ok: false,
    failure: { code: 'invalid-settings', detail: { fields: 'bucket' } },
  });
  expect(await fixture.call('settings.get', undefined)).toEqual(before);
});

test('settings synced from another computer update the menu, and no picture goes to the wrong bucket', async () => {
  const worker = await fixture.browser.worker();
  await worker.evaluate(settings => chrome.storage.sync.set({ settings }), {
    ...fixture.settings,
    folder: `${fixture.settings.folder}elsewhere/`,
  });
  await expect
    .poll(() =>
      worker.evaluate(() => chrome.storage.local.get('known-albums').then(known => JSON.stringify(known))),
    )
    .toContain('elsewhere/@');
  expect(await fixture.call('albums.list', undefined)).toMatchObject({ ok: true, value: [] });
});
