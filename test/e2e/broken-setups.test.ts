import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { PoolSetup } from '../local-aws/index';
import { type ConnectionPanel, connectionPanel } from './connection-panel';
import { type E2eFixture, type FixtureOptions, GUEST_POOL, guestPool, openFixture } from './fixture';
import { managerOf } from './manager';

// The set-ups that people ask about most, in the browser: one sentence on top, and at the step what to do about it.
// `test/aws/broken-setups.test.ts` has all of them.

let fixture: E2eFixture;

afterEach(() => fixture.close());

const without = (...actions: readonly string[]): PoolSetup => ({
  ...GUEST_POOL,
  role: {
    ...GUEST_POOL.role,
    Statement: GUEST_POOL.role.Statement.map(statement => ({
      ...statement,
      Action: statement.Action.filter(allowed => !actions.includes(allowed)),
    })),
  },
});

async function tested(
  options: FixtureOptions = {},
  prepare: (fixture: E2eFixture) => unknown = () => {},
): Promise<ConnectionPanel & { readonly page: Page; readonly summary: string }> {
  fixture = await openFixture(options);
  await prepare(fixture);
  const page = await fixture.browser.extensionPage('src/options/index.html');
  const panel = connectionPanel(page);
  return { ...panel, page, summary: await panel.run() };
}

describe('the connection test says on top, and at the step,', () => {
  test('that a permission is missing, with the policy to add, and goes on', async () => {
    const { summary, step } = await tested({}, ({ aws }) => aws.setPools([without('s3:GetObject')]));
    expect(summary).toBe(
      'Photos can be saved, but not everything works: Shoebox isn’t allowed to open photos in this bucket.',
    );
    const policy = await step('Download').locator('pre').textContent();
    expect(JSON.parse(policy ?? '')).toMatchObject({
      Statement: [{ Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::e2e-bucket/team/a b/*' }],
    });
    expect(await step('Copy').textContent()).toContain('Needs “Download”, which didn’t pass');
    expect(await step('Cancel').textContent()).toContain('passed');
    expect(await fixture.owner.keys('.shoebox/connection-test')).toEqual([]);
  });

  test('that several are missing, with one policy for all', async () => {
    const { page, summary } = await tested({}, ({ aws }) =>
      aws.setPools([without('s3:PutObject', 's3:ListBucket')]),
    );
    expect(summary).toBe('Photos can’t be saved yet: Shoebox isn’t allowed to see what is in this bucket.');
    const policy = await page.locator('.connection > .remedy pre').textContent();
    expect(JSON.parse(policy ?? '').Statement).toHaveLength(2);
  });

  test('that the role does not trust the pool, with the trust policy', async () => {
    const { summary, step } = await tested({}, ({ aws }) => aws.setPools([{ ...GUEST_POOL, role: 'none' }]));
    expect(summary).toBe('Photos can’t be saved yet: The identity pool has no working role for guests.');
    expect(await step('Temporary key').locator('pre').textContent()).toContain(
      `"cognito-identity.amazonaws.com:aud": "${GUEST_POOL.id}"`,
    );
  });

  test('that the role allows more than the folder, with the policy to replace it by', async () => {
    const { summary, step } = await tested({}, ({ aws }) => aws.setPools([guestPool('')]));
    expect(summary).toBe('Works, with 3 things to know.');
    expect(await step('Other permissions').locator('pre').textContent()).toContain('e2e-bucket/team/a b/*');
  });

  test('that the clock is off by a day, although everything works', async () => {
    const { summary, step } = await tested({ awsClockOffsetMs: 24 * 3600_000 });
    expect(summary).toBe('Works, with one thing to know.');
    expect(await step('Clock').textContent()).toContain('clock is off by 24 hr');
  });

  test('that the browser keeps Shoebox out, with the CORS rules to add', async () => {
    fixture = await openFixture({ granted: ['http://localhost/*'] });
    // As the album manager opens it: a click on the button would ask the browser for access.
    const page = await fixture.browser.extensionPage('src/options/index.html#test');
    const { over, step } = connectionPanel(page);
    const summary = await over();
    expect(summary).toContain(
      'Photos can’t be saved yet: The bucket answers, but the browser keeps Shoebox out',
    );
    expect(await step('Browser').locator('pre').textContent()).toContain(
      `"AllowedOrigins": ["chrome-extension://${fixture.browser.extensionId}"]`,
    );
  });

  test('that the server wants the bucket in the path, with a button that mends it', async () => {
    fixture = await openFixture();
    const page = await fixture.browser.extensionPage('src/options/index.html');
    await page.getByText('Advanced', { exact: true }).click();
    const field = page.getByRole('checkbox', { name: 'Bucket name in the path' });
    await field.uncheck();
    // A server that takes no notice of what stands before its name.
    fixture.aws.intercept(({ headers }) =>
      headers['host']?.startsWith('e2e-bucket.') === true
        ? { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' }
        : undefined,
    );
    const endpoint = fixture.aws.endpoint.replace('127.0.0.1', 'localhost');
    await page.getByRole('textbox', { name: 'S3 endpoint' }).fill(endpoint);
    const panel = connectionPanel(page);
    expect(await panel.run()).toContain('The server answers only with the bucket’s name in the path');
    await panel
      .step('Browser')
      .getByRole('button', { name: 'Put the bucket’s name in the path and test again' })
      .click();
    expect(await field.isChecked()).toBe(true);
  });

  test('that strangers can read the pictures, with the line that ends it', async () => {
    const { summary, step } = await tested({}, ({ aws }) =>
      aws.intercept(({ operation, headers, url }) =>
        operation === 'GetObject' &&
        headers['authorization'] === undefined &&
        !url.includes('X-Amz-Signature')
          ? { status: 200, body: 'Shoebox was here' }
          : undefined,
      ),
    );
    expect(summary).toBe('Works, with one thing to know.');
    const line = step('Not public').getByRole('textbox');
    expect(await line.inputValue()).toContain('aws s3api put-public-access-block');
  });
});

test('the report of a connection test names neither bucket, folder, pool nor identity, and every step', async () => {
  const { page } = await tested({}, ({ aws }) => aws.setPools([without('s3:PutObject')]));
  await page.getByText('Copy the report').first().click();
  const report = await page.getByRole('textbox', { name: 'Copy the report' }).inputValue();
  expect(report).toContain('[!!] Upload (write): failed');
  expect(report).toContain('(access-denied)');
  expect(report).toContain('arn:aws:s3:::(bucket)/(folder)/*');
  const { id } = GUEST_POOL;
  for (const name of ['e2e-bucket', 'team/a b', id, new URL(fixture.aws.endpoint).host])
    expect(report).not.toContain(name);
  expect(report).not.toMatch(/[\da-f]{8}-[\da-f]{4}/);
});

test('an upload that failed for want of a permission is explained by itself, once, with what to add; then it goes on', async () => {
  fixture = await openFixture();
  const manager = managerOf(fixture);
  await manager.open('Work/');
  fixture.aws.setPools([without('s3:PutObject')]);
  const add = async (...names: readonly string[]): Promise<void> => {
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.button('Add photos').first().click();
    await (await chooser).setFiles(
      names.map(name => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })),
    );
  };
  const tests = (): number =>
    fixture.aws.requests.filter(({ key }) => key?.startsWith('.shoebox/connection-test')).length;
  await add('a.txt', 'b.txt');
  const line = () => manager.page.locator('.finding summary');
  await line().getByText('Shoebox isn’t allowed to save to this bucket.').waitFor();
  expect(await line().count()).toBe(1);
  await line().click();
  const policy = await manager.page.locator('.finding pre').textContent();
  expect(JSON.parse(policy ?? '')).toMatchObject({
    Statement: [{ Action: ['s3:PutObject'], Resource: 'arn:aws:s3:::e2e-bucket/team/a b/*' }],
  });
  const tested = tests();
  await add('c.txt');
  await manager.page.locator('.footer-part', { hasText: '3 not saved' }).waitFor();
  await manager.open('Work/');
  await line().waitFor();
  expect(tests()).toBe(tested);
  expect(await fixture.owner.keys('.shoebox/connection-test')).toEqual([]);
  fixture.aws.setPools([GUEST_POOL]);
  await line().click();
  await manager.button('Check again').click();
  await manager.page.getByText('The connection works now. Try again.').waitFor();
  await manager.button('Retry all').click();
  await expect.poll(() => fixture.owner.keys('Work/')).toHaveLength(3);
  await line().waitFor({ state: 'detached' });
  // Another cause, of a job.
  fixture.aws.setPools([without('s3:GetObject')]);
  const photos = [{ key: 'Work/a.txt', size: 5, etag: createHash('md5').update('a.txt').digest('hex') }];
  const wish = { kind: 'copy-photos', photos, to: 'Copies/' } as const;
  await fixture.call('jobs.start', { id: crypto.randomUUID(), wish });
  await manager.page
    .locator('.job-row .finding summary')
    .getByText('Shoebox isn’t allowed to open photos in this bucket.')
    .waitFor();
  expect(await fixture.owner.keys('.shoebox/connection-test')).toEqual([]);
});

test('an upload that failed for want of its file is not explained by the connection test', async () => {
  fixture = await openFixture();
  const manager = managerOf(fixture);
  await manager.open('Work/');
  fixture.aws.intercept(({ operation }) =>
    operation === 'PutObject'
      ? { status: 400, body: '<Error><Code>EntityTooLarge</Code></Error>' }
      : undefined,
  );
  const chooser = manager.page.waitForEvent('filechooser');
  await manager.button('Add photos').first().click();
  await (await chooser).setFiles([{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }]);
  await manager.page.locator('.tray-row[data-state="failed"]').waitFor();
  expect(await manager.page.locator('.finding').count()).toBe(0);
});
