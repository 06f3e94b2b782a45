import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allowPermission, denyPermission } from '../browser/permission-prompt';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { BUCKET, type E2eFixture, openFixture, optionsPage } from './fixture';
import { guestsOf, onAws } from './on-aws';

// The first run of somebody who has a bucket, from an empty profile: what it costs them, and that it tells the truth.

const REGION = 'eu-west-1';
const SETTINGS = onAws(BUCKET, REGION);

let display: VirtualDisplay;
let fixture: E2eFixture;
let page: Page;

beforeEach(async () => {
  display = await startXvfb();
  fixture = await openFixture({
    ...{ display: display.display, configured: false, folder: '', settings: SETTINGS },
    granted: ['http://localhost/*', 'http://127.0.0.1/*'],
    aws: {
      tlsRegions: [REGION],
      buckets: [{ name: BUCKET, region: REGION }],
      pools: [guestsOf(BUCKET, REGION)],
    },
  });
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await optionsPage(fixture.browser);
  await page.bringToFront();
  await page.getByRole('heading', { name: 'Set up Shoebox' }).waitFor();
});

afterEach(async () => {
  await fixture.close();
  await display.close();
});

/** With the keys alone, wherever the focus is. */
async function paste(text: string): Promise<void> {
  await page.evaluate(copied => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}

const status = (): Promise<string | null> => page.locator('.save-status .notice-title').textContent();

/** Two pastes; what is still missing has the focus after each. */
async function pasteBoth(): Promise<void> {
  await paste(`https://${REGION}.console.aws.amazon.com/s3/buckets/${BUCKET}?region=${REGION}&tab=objects`);
  await expect.poll(() => page.locator('#field-identityPoolId').evaluate(isFocused)).toBe(true);
  await paste(SETTINGS.identityPoolId);
}

const isFocused = (element: Element): boolean => element === document.activeElement;

test('whoever has a bucket and a pool needs two pastes and two clicks, and is told that it works', async () => {
  let clicks = 0;
  await pasteBoth();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  clicks += 1;
  await allowPermission(display);
  clicks += 1;
  await page.getByText('Saved and working', { exact: true }).waitFor();
  expect(clicks).toBeLessThanOrEqual(2);
  // What came of it is where the user looks, and is read.
  expect(await page.locator('#save-status').evaluate(isFocused)).toBe(true);
  expect(await fixture.call('settings.get', undefined)).toMatchObject({ value: SETTINGS });
  expect(await fixture.owner.keys()).toEqual([]);
});

test('access that is refused is told as what is missing, never as good, and allowing it is one click', async () => {
  await pasteBoth();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await denyPermission(display);
  await page.getByText('Saved, but Shoebox can’t reach the bucket yet').waitFor();
  expect(await page.locator('.notice-good').count()).toBe(0);
  expect(await page.locator('.save-status').textContent()).toContain(`${BUCKET}.s3.${REGION}.amazonaws.com`);
  await page.getByRole('button', { name: 'Allow access' }).click();
  await allowPermission(display);
  await page.getByText('Saved and working', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Allow access' }).count()).toBe(0);
});

test('what is in the wrong field is named for what it is, and nothing is saved', async () => {
  await page.getByRole('radio', { name: 'I have a bucket' }).check();
  const enter = async (label: string, value: string): Promise<void> => {
    const field = page.locator('form').getByLabel(label, { exact: true });
    await field.fill(value);
    await field.blur();
  };
  await enter('Bucket', `arn:aws:s3:::${BUCKET}`);
  await page.getByText('Filled in from what you pasted: Bucket.').waitFor();
  await enter('Bucket', 'arn:aws:iam::111122223333:role/shoebox-guests');
  await page.getByText('This is an IAM role.').waitFor();
  expect(await page.getByText('Filled in from what you pasted').count()).toBe(0);
  await enter('Bucket', `https://${REGION}.console.aws.amazon.com/s3/buckets?region=${REGION}`);
  await page.getByText('No bucket is open on this page of the AWS console.').waitFor();
  await enter('Identity pool ID', `${REGION}_AbCdEfGhI`);
  await page.getByText('This is a user pool.').waitFor();
  await enter('Region', 'Mars');
  await page.getByText('There is no AWS region “Mars”.').waitFor();
  await enter('Region', 'eu-wst-1x');
  await page.getByText('There is no AWS region “eu-wst-1x”. Did you mean eu-west-1?').waitFor();
  await page.getByRole('button', { name: 'Use eu-west-1' }).click();
  expect(await page.locator('#field-region').inputValue()).toBe('eu-west-1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await status()).toBe('Not saved. Please correct the marked fields.');
  expect(await fixture.call('settings.get', undefined)).toMatchObject({ value: null });
});
