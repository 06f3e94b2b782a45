import { afterEach, expect, test } from 'vitest';
import { bucketOwner } from './bucket-owner';
import { BUCKET, type E2eFixture, openFixture } from './fixture';

let fixture: E2eFixture;

afterEach(() => fixture.close());

const asked = (operation: string): number =>
  fixture.aws.requests.filter(request => request.operation === operation).length;

const listAlbums = (): Promise<unknown> => fixture.call('albums.list', undefined);

test('many requests share one identity and one request for credentials, also after the worker died', async () => {
  fixture = await openFixture();
  await Promise.all(Array.from({ length: 8 }, listAlbums));
  await fixture.browser.killWorker();
  await Promise.all(Array.from({ length: 8 }, listAlbums));
  expect([asked('GetId'), asked('GetCredentialsForIdentity')]).toEqual([1, 1]);
});

test('credentials are in session storage and nowhere on the disk', async () => {
  fixture = await openFixture();
  await listAlbums();
  const worker = await fixture.browser.worker();
  const stored = await worker.evaluate(async () => ({
    session: JSON.stringify(await chrome.storage.session.get()),
    disk: JSON.stringify([await chrome.storage.local.get(), await chrome.storage.sync.get()]),
  }));
  expect(stored.session).toContain('secretAccessKey');
  expect(stored.disk).not.toMatch(/secretAccessKey|sessionToken/);
  const popup = await fixture.popup();
  await popup.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
  const scripts = await popup.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(scripts.filter(name => name.includes('aws-sdk'))).toEqual([]);
});

test('credentials are renewed before they expire, for the same identity', async () => {
  fixture = await openFixture({ credentialLifeSeconds: 4 });
  await listAlbums();
  const renewed = expect.poll(async () => {
    expect(await listAlbums()).toMatchObject({ ok: true });
    return asked('GetCredentialsForIdentity');
  });
  await renewed.toBeGreaterThan(1);
  expect(asked('GetId')).toBe(1);
});

test.each([-20, 20])(
  'pictures are shown when this computer’s clock is wrong by %d minutes',
  async minutes => {
    fixture = await openFixture({ awsClockOffsetMs: minutes * 60_000 });
    const photo = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
    const owner = bucketOwner(fixture.aws, BUCKET, minutes * 60_000);
    await owner.put('Clock/rocket.jpg', photo, 'image/jpeg');
    const popup = await fixture.popup('?album=Clock%2F');
    const image = popup.getByRole('img', { name: 'rocket.jpg' });
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
  },
);
