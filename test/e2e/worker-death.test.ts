import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { clickMenuItem } from './menu-click';

// Nothing may vanish: what a person chose to save ends in the bucket, or stands there with a reason and a button.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

/** Any message wakes the worker, as its alarm does within 30 s. */
const wake = (): Promise<unknown> => fixture.call('settings.get', undefined);

test('a picture is saved by the next worker when one is killed while fetching it', async () => {
  // However late the kill comes on a busy machine: this life stores nothing.
  const release = fixture.aws.intercept(({ key }) =>
    key === 'Killed/rocket.jpg' ? { delayMs: 3_600_000 } : undefined,
  );
  await clickMenuItem(fixture, `${fixture.site.url}slow/rocket.jpg?ms=1500`, 'Killed/');
  await fixture.browser.killWorker();
  release();
  expect(await fixture.owner.keys('Killed/')).toEqual([]);
  await wake();
  await expect.poll(() => fixture.owner.keys('Killed/')).toEqual(['Killed/rocket.jpg']);
  expect(sha256(await fixture.owner.read('Killed/rocket.jpg'))).toBe(
    sha256(fixture.site.files.get('rocket.jpg') ?? new Uint8Array()),
  );
});

test('a picture is one object, not two, when the worker is killed after S3 stored it but before the answer', async () => {
  let puts = 0;
  const release = fixture.aws.intercept(({ key }) => {
    if (key !== 'Once/rocket.jpg') return undefined;
    // What this life asks after the lost answer is not answered any more.
    return puts++ === 0 ? { dropAnswer: true } : { delayMs: 3_600_000 };
  });
  await clickMenuItem(fixture, `${fixture.site.url}photos/rocket.jpg`, 'Once/');
  await expect.poll(() => puts).toBeGreaterThan(1);
  await fixture.browser.killWorker();
  release();
  expect(await fixture.owner.keys('Once/')).toEqual(['Once/rocket.jpg']);
  await wake();
  const popup = await fixture.popup();
  await fixture.transferThat(({ key, state }) => key === 'Once/rocket.jpg' && state === 'saved');
  await expect.poll(() => popup.getByRole('progressbar').count()).toBe(0);
  expect(await fixture.owner.keys('Once/')).toEqual(['Once/rocket.jpg']);
  await popup.close();
});

test('what a connection test made is removed by the next worker when one is killed in its middle', async () => {
  let isThere = (): void => {};
  const reached = new Promise<void>(resolve => {
    isThere = resolve;
  });
  const release = fixture.aws.intercept(({ operation }) => {
    if (operation !== 'CompleteMultipartUpload') return undefined;
    isThere();
    return { delayMs: 3_600_000 };
  });
  const options = await fixture.browser.extensionPage('src/options/index.html');
  await options.getByRole('button', { name: 'Test connection' }).click();
  await reached;
  expect(await fixture.owner.keys('.shoebox/connection-test')).not.toEqual([]);
  // From here on: the page itself may wake the next worker.
  fixture.aws.clearRequests();
  await fixture.browser.killWorker();
  release();
  await options.close();
  await wake();
  await expect.poll(() => fixture.owner.keys('.shoebox/connection-test')).toEqual([]);
  await expect
    .poll(() => fixture.aws.requests)
    .toContainEqual(expect.objectContaining({ operation: 'AbortMultipartUpload', status: 204 }));
});

test('the popup shows a failure with “Try again” when the worker was killed and the source is gone afterwards', async () => {
  await clickMenuItem(fixture, `${fixture.site.url}slow/rocket.jpg?ms=20000`, 'Lost/');
  await fixture.browser.killWorker();
  await fixture.site.close();
  await wake();
  const popup = await fixture.popup();
  await popup.getByText(/Couldn’t get the image/).waitFor();
  await popup.getByRole('button', { name: 'Try again' }).waitFor();
});
