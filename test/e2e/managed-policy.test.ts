import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../src/core/settings';
import { chromiumPolicyObstacle, imposeOnChromium, removeChromiumPolicy } from '../browser/chromium-policy';
import { type BrowserWithExtension, launchWithExtension } from '../browser/launch';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { BUCKET, guestPool, optionsPage, settingsFor } from './fixture';

// An organization's policy, as Chromium reads it from the disk.

const obstacle = await chromiumPolicyObstacle();
const title = obstacle === null ? 'a managed policy' : `a managed policy (skipped: ${obstacle})`;

describe.skipIf(obstacle !== null)(title, () => {
  let dataDir: string;
  let aws: LocalAws;
  let settings: SettingsInput;
  let browser: BrowserWithExtension;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'shoebox-policy-'));
    aws = await startLocalAws({ dataDir, buckets: [{ name: BUCKET }], pools: [guestPool('team/')] });
    settings = { ...settingsFor(aws), folder: 'team/' };
  });

  afterEach(async () => {
    await browser.close();
    await removeChromiumPolicy();
  });

  afterAll(async () => {
    await removeChromiumPolicy();
    await aws.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function launch(policy: object): Promise<void> {
    await imposeOnChromium(policy);
    browser = await launchWithExtension({
      extensionDir: 'dist/chrome',
      headless: true,
      extraHostPermissions: ['http://*/*', 'https://*/*'],
    });
  }

  const ask = (page: Page, type: string, args?: unknown): Promise<unknown> =>
    page.evaluate(message => chrome.runtime.sendMessage(message), { type, args });

  test('that imposes all settings leaves nothing to set up, and nobody can set anything else', async () => {
    await launch({ settings, preferences: { conversion: { stripLocation: true } } });
    const page = await browser.extensionPage('src/popup/index.html');
    await page.getByText('No albums yet').waitFor();
    // Nobody was led to the options.
    expect(browser.context.pages().filter(({ url }) => url.call(page).includes('options'))).toEqual([]);
    expect(await ask(page, 'settings.get')).toEqual({ ok: true, value: settings });
    expect(await ask(page, 'albums.create', { parent: 'team/', name: 'First' })).toMatchObject({ ok: true });

    // By a message, and by sync; the popup begins anew with each change.
    const options = await browser.extensionPage('src/options/index.html');
    await ask(options, 'settings.save', { ...settings, bucket: 'other-bucket' });
    await ask(options, 'settings.import', { settings: { ...settings, folder: 'elsewhere/' } });
    const worker = await browser.worker();
    await worker.evaluate(other => chrome.storage.sync.set({ settings: other }), {
      ...settings,
      bucket: 'synced-bucket',
    });
    expect(await ask(options, 'settings.get')).toEqual({ ok: true, value: settings });
    await ask(options, 'preferences.save', {
      conversion: { format: 'keep', maxEdge: null, quality: 90, stripLocation: false },
    });
    expect(await ask(options, 'preferences.get')).toMatchObject({
      value: { conversion: { stripLocation: true } },
    });

    const bucket = options.getByLabel('Bucket', { exact: true });
    expect(await bucket.inputValue()).toBe(BUCKET);
    expect(await bucket.isDisabled()).toBe(true);
    expect(await options.getByText('Set by your organization').count()).toBeGreaterThan(10);
  });

  test('that imposes bucket and region leaves the rest to the person, and its changes apply at once', async () => {
    const { identityPoolId, endpoint, cognitoEndpoint, pathStyle, folder } = settings;
    await launch({
      settings: { bucket: BUCKET, region: 'us-east-1', endpoint, cognitoEndpoint, pathStyle, folder },
    });
    const options = await optionsPage(browser);
    await options.getByLabel('Identity pool ID').fill(identityPoolId);
    await options.getByRole('button', { name: 'Save', exact: true }).click();
    await options.locator('.save-status .notice-title').waitFor();
    expect(await ask(options, 'settings.get')).toEqual({ ok: true, value: settings });

    await imposeOnChromium({ settings: { bucket: 'renamed-bucket', region: 'us-east-1' } });
    await expect
      .poll(() => options.getByLabel('Bucket', { exact: true }).inputValue())
      .toBe('renamed-bucket');
    expect(await options.getByLabel('Folder in the bucket').isDisabled()).toBe(false);

    await removeChromiumPolicy();
    // Without what was imposed there is no bucket any more.
    await options.getByRole('radio', { name: 'I have a bucket' }).check();
    await expect.poll(() => options.getByLabel('Bucket', { exact: true }).isDisabled()).toBe(false);
  });

  test('that can’t be used is told with its names, and nothing else is used in its place', async () => {
    await launch({ settings: { ...settings, region: 'eu central' }, preferences: { version: 'worst' } });
    const options = await optionsPage(browser);
    const notice = options.getByRole('alert').filter({ hasText: 'policy' });
    await notice.getByText('settings.region').waitFor();
    await notice.getByText('preferences.version').waitFor();
    expect(await ask(options, 'settings.get')).toEqual({ ok: true, value: null });
  });
});
