import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture, optionsPage } from './fixture';

let world: E2eFixture;

beforeAll(async () => {
  world = await openFixture({ configured: false });
});

afterAll(() => world.close());

test('the popup without settings links to the options, and shows the albums once they are saved', async () => {
  await (await optionsPage(world.browser)).close();
  const popup = await world.popup();
  await popup.getByRole('button', { name: 'Set up Shoebox' }).click();
  await optionsPage(world.browser);
  await world.owner.put('First/', '');
  expect(await world.call('settings.save', world.settings)).toMatchObject({ ok: true });
  await popup.bringToFront();
  await popup.getByRole('list', { name: 'Albums' }).getByText('First').waitFor();
});

test('invalid settings are refused as a whole', async () => {
  const before = await world.call('settings.get', undefined);
  expect(await world.call('settings.save', { ...world.settings, bucket: 'No_Bucket' })).toMatchObject({
    ok: false,
    failure: { code: 'invalid-settings', detail: { fields: 'bucket' } },
  });
  expect(await world.call('settings.get', undefined)).toEqual(before);
});

test('settings synced from another computer update the menu, and no picture goes to the wrong bucket', async () => {
  const worker = await world.browser.worker();
  await worker.evaluate(settings => chrome.storage.sync.set({ settings }), {
    ...world.settings,
    folder: 'elsewhere/',
  });
  await expect
    .poll(() =>
      worker.evaluate(() => chrome.storage.local.get('known-albums').then(known => JSON.stringify(known))),
    )
    .toContain('elsewhere/@');
  expect(await world.call('albums.list', undefined)).toMatchObject({ ok: true, value: [] });
});
