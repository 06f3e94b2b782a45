import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowPermission } from '../browser/permission-prompt';
import { startXvfb } from '../machine/display';
import { type CaptureFixture, openCaptureFixture } from './capture-cases/capture-fixture';
import { testCases } from './capture-cases/test-cases';
import { UNGRANTED } from './capture-cases/ungranted';

// The same site, with the browser's own menu and prompts, and Shoebox as it ships: no access but to the bucket.

let fixture: CaptureFixture;

beforeAll(async () => {
  fixture = await openCaptureFixture({ display: await startXvfb(), granted: ['http://127.0.0.1/*'] });
});

afterAll(() => fixture.close());

describe('saving without access to any host', () => testCases(UNGRANTED, () => fixture));

test('all sites are allowed by one button of the options, which then lists them, and taken back there', async () => {
  const page = await fixture.fixture.browser.extensionPage('src/options/index.html');
  const isGranted = (): Promise<boolean> =>
    page.evaluate(() => chrome.permissions.contains({ origins: ['https://*/*', 'http://*/*'] }));
  await page.getByRole('button', { name: 'Allow all sites' }).click();
  await allowPermission(fixture.display);
  const takeBack = page.getByRole('button', { name: 'Remove access to All sites' });
  await takeBack.waitFor();
  expect(await isGranted()).toBe(true);
  await takeBack.click();
  await page.getByRole('button', { name: 'Allow all sites' }).waitFor();
  expect(await isGranted()).toBe(false);
  await page.close();
});
