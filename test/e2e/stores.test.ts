import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EMPTY_SETTINGS, type SettingsInput } from '../../src/core/settings';
import { guestPolicy } from '../../src/setup/guest-policy';
import { BUCKET, type E2eFixture, openFixture, optionsPage } from './fixture';

// Somebody whose bucket is not at AWS: the options page knows the store by its address. The local S3 is a server of its own.

const KEYS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const WHOLE_BUCKET: SettingsInput = {
  ...EMPTY_SETTINGS,
  bucket: BUCKET,
  region: 'us-east-1',
  access: 'keys',
};
const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';

let fixture: E2eFixture;
let page: Page;

beforeEach(async () => {
  fixture = await openFixture({
    ...{ configured: false, folder: '' },
    aws: { users: [{ ...KEYS, policy: guestPolicy(WHOLE_BUCKET) }] },
  });
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await optionsPage(fixture.browser);
  await page.bringToFront();
  await page.getByRole('heading', { name: 'Set up Shoebox' }).waitFor();
});

afterEach(() => fixture.close());

/** With the keys alone, wherever the focus is. */
async function paste(text: string): Promise<void> {
  await page.evaluate(copied => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}

const store = () => page.getByRole('combobox', { name: 'Where is your bucket?' });
const line = (label: string) => page.locator('form').getByLabel(label, { exact: true });
const focusedId = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

/** What the browser is asked for at the next Save, which then waits for an answer that never comes. */
async function hostsAskedFor(): Promise<readonly string[]> {
  await page.evaluate(() => {
    Object.assign(chrome.permissions, {
      request: ({ origins = [] }: chrome.permissions.Permissions) => {
        document.body.dataset['asked'] = origins.join(' ');
        return new Promise(() => {});
      },
    });
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('body[data-asked]').waitFor();
  return ((await page.locator('body').getAttribute('data-asked')) ?? '').split(' ');
}

test('a server’s address and a key, pasted anywhere, are saved and work; the page shows them again', async () => {
  await paste(`${fixture.aws.endpoint}/${BUCKET}/`);
  await expect.poll(focusedId).toBe('field-accessKeyId');
  expect(await store().inputValue()).toBe('other');
  expect(await line('Bucket').inputValue()).toBe(BUCKET);
  expect(await line('S3 endpoint').inputValue()).toBe(fixture.aws.endpoint);
  expect(await line('Region').inputValue()).toBe('us-east-1');
  expect(await page.getByLabel('Bucket name in the path').isChecked()).toBe(true);
  await paste(`aws_access_key_id = ${KEYS.accessKeyId}\naws_secret_access_key = ${KEYS.secretAccessKey}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved and working').first().waitFor();
  expect(await fixture.call('settings.get', undefined)).toMatchObject({
    value: { ...WHOLE_BUCKET, endpoint: fixture.aws.endpoint, pathStyle: true },
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Your bucket' }).waitFor();
  expect(await store().inputValue()).toBe('other');
  // Beside the bucket, with nothing to be unfolded.
  expect(await page.locator('.advanced #field-endpoint').count()).toBe(0);
  expect(await line('S3 endpoint').inputValue()).toBe(fixture.aws.endpoint);
  expect(await page.locator('#setup-guide').textContent()).not.toContain('CloudFormation');
});

test('an address with the bucket in its host chooses the store, and the browser is asked for that host', async () => {
  await page.getByRole('radio', { name: 'I have a bucket' }).check();
  await line('Bucket').fill('https://photos.fra1.digitaloceanspaces.com/2026/cat.jpg');
  await line('Bucket').press('Tab');
  await expect.poll(() => store().inputValue()).toBe('spaces');
  expect([await line('Bucket').inputValue(), await line('Region').inputValue()]).toEqual(['photos', 'fra1']);
  await line('Access key ID').fill(KEYS.accessKeyId);
  await line('Secret access key').fill(KEYS.secretAccessKey);
  expect(await hostsAskedFor()).toEqual(['https://photos.fra1.digitaloceanspaces.com/*']);
});

test('R2 wants an account, and nothing is saved as Amazon’s before it is there', async () => {
  await page.getByRole('radio', { name: 'I have a bucket' }).check();
  await store().selectOption('r2');
  await line('Bucket').fill('photos');
  await line('Access key ID').fill(KEYS.accessKeyId);
  await line('Secret access key').fill(KEYS.secretAccessKey);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Enter the address of the S3 service').waitFor();
  expect(await focusedId()).toBe('field-endpoint');
  expect(await fixture.call('settings.get', undefined)).toMatchObject({ value: null });
  await line('S3 endpoint').fill(`${ACCOUNT}.eu`);
  await line('S3 endpoint').press('Tab');
  expect(await line('S3 endpoint').inputValue()).toBe(`https://${ACCOUNT}.eu.r2.cloudflarestorage.com`);
  expect(await hostsAskedFor()).toEqual([`https://${ACCOUNT}.eu.r2.cloudflarestorage.com/*`]);
});

test('the keyboard goes on where it was when a typed endpoint changes the store', async () => {
  await page.getByRole('radio', { name: 'I have a bucket' }).check();
  await page.getByText('Advanced', { exact: true }).first().click();
  await line('S3 endpoint').fill('http://192.168.1.20:9000');
  await line('S3 endpoint').press('Tab');
  await expect.poll(() => store().inputValue()).toBe('other');
  expect(await page.locator('.advanced #field-endpoint').count()).toBe(0);
  expect(await focusedId()).toBe('field-endpoint');
  await page.keyboard.press('Tab');
  expect(await focusedId()).toBe('field-region');
});

test('what was typed for one store is there again after a look at another', async () => {
  await page.getByRole('radio', { name: 'I have a bucket' }).check();
  await line('Bucket').fill('photos');
  await line('Region').fill('eu-west-1');
  await store().selectOption('scaleway');
  await line('Region').fill('fr-par');
  await store().selectOption('aws');
  expect(await line('Region').inputValue()).toBe('eu-west-1');
  await store().selectOption('scaleway');
  expect(await line('Region').inputValue()).toBe('fr-par');
  expect(await line('Bucket').inputValue()).toBe('photos');
});
