import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences';
import { type E2eFixture, openFixture, optionsPage } from './fixture';

// How a person tells Shoebox to save what is on the web: the options page's own card, stored by itself.

let fixture: E2eFixture;
let options: Page;

beforeAll(async () => {
  fixture = await openFixture();
  options = await optionsPage(fixture.browser);
  await options.reload();
});

afterAll(() => fixture.close());

async function stored(): Promise<Preferences> {
  const reply = await fixture.call('preferences.get', undefined);
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  return reply.value;
}

const card = () => options.getByRole('region', { name: 'Saving from the web' });

const saved = () => card().getByRole('status').getByText('Saved', { exact: true }).waitFor();

test('the preferences show the defaults at first', async () => {
  await expect.poll(() => card().getByRole('radio', { name: 'The best version' }).isChecked()).toBe(true);
  expect(await card().getByRole('textbox', { name: 'File names' }).inputValue()).toBe('{name}');
  expect(await card().getByRole('checkbox', { name: 'Remember where images came from' }).isChecked()).toBe(
    true,
  );
  expect(await card().getByRole('textbox', { name: 'Largest file' }).inputValue()).toBe('2');
  expect(await card().getByRole('combobox', { name: 'Unit' }).inputValue()).toBe('GiB');
  expect(await card().getByRole('slider', { name: 'Quality' }).count()).toBe(0);
  expect(await stored()).toEqual(DEFAULT_PREFERENCES);
});

test('a name template shows its result while it is typed, and takes placeholders by a click', async () => {
  const template = card().getByRole('textbox', { name: 'File names' });
  await template.fill('');
  await template.pressSequentially('my ');
  await card().getByRole('button', { name: 'Album name: {album}' }).click();
  await template.pressSequentially(' {na');
  await card().getByText('my Trips {na.jpg').waitFor();
  await template.pressSequentially('me}');
  await card().getByText('my Trips sunset.jpg').waitFor();
  await saved();
  expect((await stored()).nameTemplate).toBe('my {album} {name}');
});

test('an emptied name template is {name} again when the field is left', async () => {
  const template = card().getByRole('textbox', { name: 'File names' });
  await template.fill('  ');
  await card().getByText('sunset.jpg', { exact: true }).waitFor();
  await template.blur();
  await expect.poll(() => template.inputValue()).toBe('{name}');
  await expect.poll(async () => (await stored()).nameTemplate).toBe('{name}');
});

test('preferences are stored as they change, and shown on the next visit', async () => {
  await card().getByRole('radio', { name: 'Exactly what is shown' }).check();
  await card().getByRole('checkbox', { name: 'Remember where images came from' }).uncheck();
  await card().getByRole('checkbox', { name: 'Keep thumbnails in the bucket' }).uncheck();
  await card().getByRole('textbox', { name: 'Largest file' }).fill('1.5');
  await card().getByRole('radio', { name: 'Only problems' }).check();
  await card().getByRole('combobox', { name: 'WebP and AVIF' }).selectOption('Convert to JPEG');
  await card().getByRole('textbox', { name: 'Longest edge' }).fill('2048');
  await card().getByRole('slider', { name: 'Quality' }).fill('80');
  await card().getByRole('checkbox', { name: 'Remove location data' }).check();
  // At once: a page that is left has stored what was changed on it.
  await options.reload();
  await expect.poll(stored).toEqual({
    ...DEFAULT_PREFERENCES,
    version: 'shown',
    keepProvenance: false,
    storeThumbnails: false,
    maxBytes: 1.5 * 1024 ** 3,
    notifications: 'failures',
    conversion: { format: 'jpeg', maxEdge: 2048, quality: 80, stripLocation: true },
  });
  await expect
    .poll(() => card().getByRole('radio', { name: 'Exactly what is shown' }).isChecked())
    .toBe(true);
  expect(await card().getByRole('textbox', { name: 'Largest file' }).inputValue()).toBe('1.5');
  expect(await card().getByRole('slider', { name: 'Quality' }).inputValue()).toBe('80');
});

test('an invalid preference is explained beside its field, and not stored', async () => {
  const before = await stored();
  await card().getByRole('textbox', { name: 'Largest file' }).fill('9000');
  await card().getByRole('combobox', { name: 'Unit' }).selectOption('TiB');
  await card().getByText('Enter a size from 1 MiB to 5 TiB.').waitFor();
  await card().getByRole('textbox', { name: 'Longest edge' }).fill('5');
  await card().getByText('Enter a whole number from 16 to 16,384, or leave it empty.').waitFor();
  await card().getByRole('radio', { name: 'The best version' }).check();
  await saved();
  expect(await stored()).toEqual({ ...before, version: 'best' });
});
