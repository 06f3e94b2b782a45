import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { type E2eFixture, openFixture } from './fixture';
import { saveSource, setPreferences } from './web-source';

// Where a picture came from: noted with the object, shown in the album manager, or not, as a person likes it.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

afterEach(() => setPreferences(fixture, DEFAULT_PREFERENCES));

const source = () => ({
  url: `${fixture.site.otherHostUrl}photos/rocket.jpg?w=640&utm_source=feed&token=s3cr3t`,
  pageUrl: `${fixture.site.url}?id=7&fbclid=abc#section`,
  pageTitle: 'Rockets – 로켓 <b>',
  alt: 'Lift-off at dawn',
});

test('a saved image’s origin is noted without tracking parameters and secrets', async () => {
  const transfer = await saveSource(fixture, source());
  const { metadata } = await fixture.owner.metadata(transfer.key ?? '');
  expect(metadata).toMatchObject({
    'source-url': `${fixture.site.otherHostUrl}photos/rocket.jpg?w=640`,
    'source-page': `${fixture.site.url}?id=7`,
    'source-title': encodeURIComponent('Rockets – 로켓 <b>'),
    'source-alt': encodeURIComponent('Lift-off at dawn'),
    'source-rung': 'worker',
  });
  expect(JSON.stringify(metadata)).not.toMatch(/s3cr3t|fbclid|utm_/);
});

test('a photo’s details show its origin with a link to the page', async () => {
  await saveSource(fixture, source(), 'Shown/');
  const popup = await fixture.popup('?album=Shown%2F');
  await popup.getByRole('list', { name: 'Photos' }).getByRole('listitem').hover();
  await popup.getByRole('button', { name: 'Details' }).click();
  const dialog = popup.getByRole('dialog', { name: 'Details' });
  const focused = (): Promise<string | null> =>
    popup.evaluate(() => document.activeElement?.textContent ?? null);
  // A key pressed out of habit copies nothing.
  expect(await focused()).toBe('Close');
  for (const text of ['Rockets – 로켓 <b>', 'Lift-off at dawn', 'Downloaded', /rocket\.jpg\?w=640/])
    await dialog.getByText(text).waitFor();
  const opened = fixture.browser.context.waitForEvent('page');
  await dialog.getByRole('link', { name: 'Open source page' }).click();
  const page = await opened;
  expect(page.url()).toBe(`${fixture.site.url}?id=7`);
  await page.close();
  await popup.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await popup.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Details');
  await popup.close();
});

test('a photo’s details claim no origin when none is noted', async () => {
  await fixture.owner.put('Foreign/cat.png', 'x');
  const popup = await fixture.popup('?album=Foreign%2F');
  await popup.getByRole('list', { name: 'Photos' }).getByRole('listitem').hover();
  await popup.getByRole('button', { name: 'Details' }).click();
  await popup.getByText('No source was recorded for this photo.').waitFor();
  expect(await popup.getByRole('link', { name: 'Open source page' }).count()).toBe(0);
  await popup.close();
});

test('a noted origin that is no web address is not shown as a link', async () => {
  await fixture.owner.put('Hostile/cat.png', 'x', 'image/png', {
    'source-page': 'javascript:alert(1)',
    'source-url': 'chrome://settings',
    'source-title': '%3Cimg%20src%3Dx%20onerror%3D%22document.title%3D1%22%3E',
  });
  const popup = await fixture.popup('?album=Hostile%2F');
  await popup.getByRole('list', { name: 'Photos' }).getByRole('listitem').hover();
  await popup.getByRole('button', { name: 'Details' }).click();
  await popup.getByRole('dialog').getByText('<img src=x onerror="document.title=1">').waitFor();
  expect(await popup.getByRole('dialog').getByRole('link').count()).toBe(0);
  expect(await popup.title()).not.toBe('1');
  await popup.close();
});

test('a saved image’s origin is not noted when the preference is off', async () => {
  await setPreferences(fixture, { keepProvenance: false });
  const transfer = await saveSource(fixture, source());
  const { metadata } = await fixture.owner.metadata(transfer.key ?? '');
  expect(Object.keys(metadata).sort()).toEqual(['shoebox-sha256', 'shoebox-transfer']);
});
