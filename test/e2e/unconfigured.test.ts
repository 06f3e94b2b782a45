import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture, optionsPage } from './fixture';

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
    folder: 'elsewhere/',
  });
  await expect
    .poll(() =>
      worker.evaluate(() => chrome.storage.local.get('known-albums').then(known => JSON.stringify(known))),
    )
    .toContain('elsewhere/@');
  expect(await fixture.call('albums.list', undefined)).toMatchObject({ ok: true, value: [] });
});
