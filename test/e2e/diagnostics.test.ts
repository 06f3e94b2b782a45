import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture, optionsPage } from './fixture';

// "Copy diagnostics" in the options: what went wrong in the background, for a bug report.

let fixture: E2eFixture;
let options: Page;

beforeAll(async () => {
  fixture = await openFixture();
  options = await optionsPage(fixture.browser);
  await options.reload();
});

afterAll(() => fixture.close());

const card = () => options.getByRole('region', { name: 'Diagnostics' });
const button = () => card().getByRole('button', { name: 'Copy diagnostics' });

/** What the page puts onto the clipboard from now on. */
const copied = () => options.evaluate(() => navigator.clipboard.readText());

test('diagnostics copied by keyboard hold what failed and no names', async () => {
  const refused = await fixture.call('photos.details', { key: 'Secret album/secret.jpg' });
  expect(refused.ok).toBe(false);
  await options.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button().focus();
  await options.keyboard.press('Enter');
  await card().getByRole('status').getByText('Copied', { exact: true }).waitFor();
  const text = await copied();
  expect(text).toMatch(/^Shoebox \d+\.\d+\.\d+\n.*Chrome\/.*\nSettings: endpoint: own, /);
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z worker\.started/m);
  expect(text).toMatch(/^\S+Z photos\.details object-not-found/m);
  expect(text).not.toMatch(/secret|https?:\/\/|localhost|us-east-1:/i);
});

test('diagnostics are shown and selected when the clipboard refuses them', async () => {
  await options.evaluate(() => {
    Object.defineProperty(navigator.clipboard, 'writeText', {
      configurable: true,
      value: () => Promise.reject(new DOMException('', 'NotAllowedError')),
    });
  });
  await button().click();
  await card().getByRole('status').getByText('Selected: press Ctrl+C').waitFor();
  expect(await options.evaluate(() => String(getSelection()))).toMatch(/^Shoebox \d/);
});

test('an error in a page is in the diagnostics log after the page is reloaded', async () => {
  await options.reload();
  await options.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button().click();
  await card().getByRole('status').getByText('Copied', { exact: true }).waitFor();
  expect(await copied()).toMatch(/^\S+Z diagnostics\.copy NotAllowedError/m);
});
