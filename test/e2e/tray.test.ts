import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// The tray over the real transfers: what a person sees of them and does about them.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

const MB = 1024 * 1024;

/** Bytes that are not all alike, so that a part in the wrong place is noticed. */
const bytesOf = (size: number): Buffer =>
  Buffer.from(Uint32Array.from({ length: size / 4 }, (_, index) => index).buffer);

const choose = async (...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> => {
  const chooser = manager.page.waitForEvent('filechooser');
  await manager.button('Add photos').first().click();
  await (await chooser).setFiles(files);
};

const text = (name: string, content = name) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

const row = (name: string) =>
  manager.page.getByRole('listitem').filter({ has: manager.page.locator('.tray-name', { hasText: name }) });

const refuseAll = (): (() => void) =>
  fixture.aws.intercept(({ operation }) =>
    operation === 'PutObject'
      ? { status: 403, body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>' }
      : undefined,
  );

const toggle = () => manager.page.locator('.footer-toggle');

const badge = async (): Promise<string> =>
  (await fixture.browser.worker()).evaluate(() => chrome.action.getBadgeText({}));

test('a large upload can be paused and resumes where it was', async () => {
  await manager.open('Large/');
  const bytes = bytesOf(40 * MB);
  let begun = 0;
  const hold = fixture.aws.intercept(({ operation }) =>
    operation === 'UploadPart' && ++begun > 1 ? { delayMs: 3_600_000 } : undefined,
  );
  await choose({ name: 'large.bin', mimeType: 'application/octet-stream', buffer: bytes });
  await row('large.bin')
    .getByText(/MB of 42 MB/)
    .waitFor();
  await row('large.bin').getByRole('button', { name: 'Pause' }).click();
  await row('large.bin')
    .getByText(/^Paused/)
    .waitFor();
  await expect.poll(badge).toBe('');
  hold();
  await row('large.bin').getByRole('button', { name: 'Resume' }).click();
  await row('large.bin')
    .getByText(/^Saved/)
    .waitFor();
  expect(sha256(await fixture.owner.read('Large/large.bin'))).toBe(sha256(bytes));
  // Each part was confirmed once: what S3 had was not sent a second time.
  const parts = fixture.aws.requests.filter(
    ({ operation, key, status }) => operation === 'UploadPart' && key === 'Large/large.bin' && status === 200,
  );
  expect(parts.reduce((sum, { requestBytes }) => sum + requestBytes, 0)).toBe(bytes.length);
});

test('“Retry all” retries all failed transfers, and “Clear finished” removes the saved ones from the list', async () => {
  await manager.open('Retried/');
  const release = refuseAll();
  await choose(text('one.txt'), text('two.txt'));
  await manager.page.locator('.footer-part', { hasText: '2 not saved' }).waitFor();
  release();
  await manager.button('Retry all').click();
  await expect.poll(() => fixture.owner.keys('Retried/')).toHaveLength(2);
  await row('one.txt')
    .getByText(/^Saved/)
    .waitFor();
  await manager.button('Clear finished').click();
  await expect.poll(() => row('one.txt').count()).toBe(0);
  expect(await fixture.owner.keys('Retried/')).toHaveLength(2);
});

test('failures are one line until the user opens it, and the badge shows them until then', async () => {
  await manager.open('Badge/');
  const release = refuseAll();
  // Nobody has opened the footer yet.
  await manager.page.evaluate(() => localStorage.removeItem('footer-open'));
  await manager.open('Badge/');
  await choose(text('first.txt'), text('second.txt'));
  await manager.page.locator('.footer-part', { hasText: '2 not saved' }).waitFor();
  expect(await manager.page.locator('.tray-row').count()).toBe(0);
  await expect.poll(badge).toBe('!');
  await toggle().click();
  await manager.page.getByText('2 photos, same reason').scrollIntoViewIfNeeded();
  await expect.poll(badge).toBe('');
  // It stays open for the next page.
  await manager.open('Badge/');
  await manager.page.setViewportSize({ width: 440, height: 600 });
  await row('first.txt').waitFor();
  await manager.page.getByText('2 photos, same reason').waitFor();
  const box = async (name: string) => (await manager.page.locator(name).boundingBox())?.height ?? 0;
  expect(await box('.footer')).toBeLessThanOrEqual((await box('.app')) * 0.4);
  release();
  await manager.page.close();
});

test('a saved transfer links to its album and its photo', async () => {
  await manager.open('History/');
  await manager.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await choose(text('linked.txt'));
  await row('linked.txt')
    .getByText(/^Saved/)
    .waitFor();
  await row('linked.txt').getByRole('button', { name: 'Copy link' }).click();
  await manager.page.getByText(/^Link copied\./).waitFor();
  const link = await manager.page.evaluate(() => navigator.clipboard.readText());
  expect(await (await fetch(link)).text()).toBe('linked.txt');
  await manager.open();
  await row('linked.txt').getByRole('button', { name: 'History' }).click();
  await manager.page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
});

test('the tray shows a picture’s thumbnail also once its bytes are gone from the browser', async () => {
  await manager.open('Thumbnails/');
  const hold = fixture.aws.intercept(({ operation }) =>
    operation === 'PutObject' ? { delayMs: 2000 } : undefined,
  );
  const picture = Buffer.from(fixture.site.files.get('rocket.jpg') ?? []);
  await choose({ name: 'rocket.jpg', mimeType: 'image/jpeg', buffer: picture });
  await row('rocket.jpg').locator('img[src^="blob:"]').waitFor();
  hold();
  await row('rocket.jpg')
    .getByText(/^Saved/)
    .waitFor();
  await manager.open('Thumbnails/');
  const image = row('rocket.jpg').locator('img[src^="blob:"]');
  await image.waitFor();
  expect(
    await image.evaluate((element: HTMLImageElement) =>
      Math.max(element.naturalWidth, element.naturalHeight),
    ),
  ).toBe(96);
});

describe('a file that can’t be added', () => {
  test('because it changed since it was picked says so, and the others go on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shoebox-door-'));
    const paths = ['good.txt', 'changed.txt'].map(name => join(folder, name));
    for (const path of paths) await writeFile(path, 'bytes');
    await manager.open('Door/');
    await manager.page.getByRole('heading', { name: 'Door', level: 1 }).waitFor();
    await manager.page.evaluate(() => {
      const picker = Object.assign(document.createElement('input'), {
        type: 'file',
        multiple: true,
        id: 'picker',
      });
      document.body.append(picker);
    });
    await manager.page.locator('#picker').setInputFiles(paths);
    await writeFile(paths[1] ?? '', 'other bytes');
    await utimes(paths[1] ?? '', 1, 1);
    await manager.page.evaluate(() => {
      const data = new DataTransfer();
      for (const file of document.querySelector<HTMLInputElement>('#picker')?.files ?? [])
        data.items.add(file);
      document.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
      );
    });
    await row('changed.txt').getByText('Shoebox can’t read this file any more.').waitFor();
    await expect.poll(() => fixture.owner.keys('Door/')).toEqual(['Door/good.txt']);
    await row('changed.txt').getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => row('changed.txt').count()).toBe(0);
    await rm(folder, { recursive: true });
  });

  test('because the disk is full says so, and is saved once there is room', async () => {
    await manager.open('Full/');
    const devtools = await manager.page.context().newCDPSession(manager.page);
    const origin = `chrome-extension://${fixture.browser.extensionId}`;
    const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + MB });
    await choose(
      { name: 'huge.bin', mimeType: 'application/octet-stream', buffer: bytesOf(16 * MB) },
      text('small.txt'),
    );
    await row('huge.bin').getByText('The browser has no space left to keep this.').waitFor();
    await expect.poll(() => fixture.owner.keys('Full/')).toEqual(['Full/small.txt']);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await row('huge.bin').getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => fixture.owner.keys('Full/')).toHaveLength(2);
  });
});
