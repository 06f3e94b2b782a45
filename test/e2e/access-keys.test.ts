import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessKeys } from '../../src/core/access-keys';
import { EMPTY_SETTINGS, type SettingsInput } from '../../src/core/settings';
import { guestPolicy } from '../../src/setup/guest-policy';
import { type BrowserWithExtension, launchWithExtension } from '../browser/launch';
import { dispatchMenuClick } from '../demo/menu-click';
import { startSampleSite } from '../demo/site';
import { type LocalAws, startLocalAws } from '../local-aws/index';
import { type BucketOwner, bucketOwner } from './bucket-owner';
import { BUCKET, optionsPage } from './fixture';

// Somebody whose S3 has no identity pools, with an access key of a user who may use the one bucket, from an empty profile on.
// The steps build on each other; the profile outlives the browser.

const KEYS: AccessKeys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const NEW_KEYS: AccessKeys = {
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
};

let dir: string;
let aws: LocalAws;
let owner: BucketOwner;
let site: Awaited<ReturnType<typeof startSampleSite>>;
let browser: BrowserWithExtension;

/** The store's user, who may do what the options page says. */
const setUser = (keys: AccessKeys): void => {
  const settings: SettingsInput = { ...EMPTY_SETTINGS, bucket: BUCKET, region: 'us-east-1', access: 'keys' };
  aws.setUsers([{ ...keys, policy: guestPolicy(settings) }]);
};

async function start(): Promise<void> {
  browser = await launchWithExtension({
    ...{ extensionDir: 'dist/chrome', headless: true },
    ...{ userDataDir: join(dir, 'profile'), extensionCopyDir: join(dir, 'extension') },
    extraHostPermissions: ['http://*/*', 'https://*/*'],
  });
}

const restart = async (): Promise<void> => {
  await browser.close();
  await start();
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'shoebox-keys-'));
  aws = await startLocalAws({ dataDir: join(dir, 'aws'), buckets: [{ name: BUCKET }], pools: [] });
  setUser(KEYS);
  owner = bucketOwner(aws, BUCKET);
  site = await startSampleSite({});
  await start();
});

afterAll(async () => {
  await browser.close();
  await Promise.all([site.close(), aws.close()]);
  await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const options = (): Promise<Page> => browser.extensionPage('src/options/index.html');
const popup = (): Promise<Page> => browser.extensionPage('src/popup/index.html');
const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save', exact: true }).click();
const notice = (page: Page, text: string): Promise<void> =>
  page.locator('.save-status .notice-title').getByText(text, { exact: true }).waitFor();

async function enter(page: Page, { accessKeyId, secretAccessKey }: AccessKeys): Promise<void> {
  await page.getByLabel('Access key ID', { exact: true }).fill(accessKeyId);
  await page.getByLabel('Secret access key', { exact: true }).fill(secretAccessKey);
}

/** As a click in the menu of a picture does. */
async function savePicture(name: string): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto(site.url);
  await dispatchMenuClick(await browser.worker(), page, `${site.url}photos/${name}`, 'Keys/');
  await page.close();
}

const isSaved = (name: string): Promise<void> =>
  expect.poll(() => owner.keys(), { timeout: 20_000 }).toContain(`Keys/${name}`);

test('from an empty profile, endpoint, bucket and key are all that it takes', async () => {
  const page = await optionsPage(browser);
  await page.getByRole('radio', { name: 'I have a bucket' }).check();
  await page.getByLabel('Where is your bucket?').selectOption('other');
  await page.getByLabel('Bucket', { exact: true }).fill(BUCKET);
  await page.getByLabel('S3 endpoint').fill(aws.endpoint);
  // Known of no server: the one that most have stands there, and an identity pool is none of its.
  await expect.poll(() => page.getByLabel('Region', { exact: true }).inputValue()).toBe('us-east-1');
  expect(await page.getByLabel('Identity pool ID').count()).toBe(0);
  await enter(page, KEYS);
  await save(page);
  await page.locator('.notice-good').waitFor();
  expect(await page.locator('.notice-title').first().textContent()).toMatch(/^Saved and working/);
  await page.getByText('Key AKIA…MPLE, kept until the browser closes').waitFor();
  expect(await page.getByLabel('Secret access key', { exact: true }).count()).toBe(0);
  await page.close();
});

test('a picture is saved with the key', async () => {
  await savePicture('rocket.jpg');
  await isSaved('rocket.jpg');
});

test('after a restart of the browser what is saved waits for the key, and goes on once it is entered', async () => {
  await restart();
  await savePicture('dandelions.jpg');
  const manager = await popup();
  await manager.getByText('Shoebox has no access key').first().waitFor();
  await manager.getByRole('button', { name: 'Enter access key' }).first().click();
  const page = await optionsPage(browser);
  await notice(page, 'Shoebox has no access key for this bucket');
  expect(await owner.keys()).toEqual(['Keys/rocket.jpg']);
  await enter(page, KEYS);
  await save(page);
  await page.locator('.notice-good').waitFor();
  await isSaved('dandelions.jpg');
  await manager.getByRole('button', { name: /Keys/ }).first().waitFor();
  await page.close();
  await manager.close();
});

test('a key that is remembered on this computer outlives the browser', async () => {
  const page = await options();
  await page.getByRole('button', { name: 'Replace the access key' }).click();
  await enter(page, KEYS);
  await page.getByLabel('Remember on this computer').check();
  await save(page);
  await page.getByText('Key AKIA…MPLE, remembered on this computer').waitFor();
  await restart();
  await savePicture('fig-in-a-bowl.jpg');
  await isSaved('fig-in-a-bowl.jpg');
});

test('a key that was rotated is told as such, what is saved waits, and goes on with the new one', async () => {
  setUser(NEW_KEYS);
  await savePicture('forest-stream.jpg');
  const manager = await popup();
  await manager.getByText('The access key was deleted, deactivated or mistyped.').first().waitFor();
  await manager.close();
  const page = await options();
  await page.getByRole('button', { name: 'Replace the access key' }).click();
  await enter(page, { ...NEW_KEYS, secretAccessKey: KEYS.secretAccessKey });
  await save(page);
  await notice(page, 'Saved, but not working yet');
  await page.getByText('The secret access key doesn’t belong to the access key ID.').first().waitFor();
  expect(await owner.keys()).not.toContain('Keys/forest-stream.jpg');
  await page.getByRole('button', { name: 'Replace the access key' }).click();
  await enter(page, NEW_KEYS);
  await save(page);
  await page.locator('.notice-good').waitFor();
  await isSaved('forest-stream.jpg');
  await page.close();
});

test('a key that is forgotten is gone from this computer', async () => {
  const page = await options();
  await page.getByRole('button', { name: 'Forget the access key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  await notice(page, 'Shoebox has no access key for this bucket');
  expect(await page.getByLabel('Access key ID', { exact: true }).inputValue()).toBe('');
  await restart();
  const again = await options();
  await notice(again, 'Shoebox has no access key for this bucket');
});
