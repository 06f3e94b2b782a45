import { afterEach, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';

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

describe.each([-75, 75, -24 * 60, 24 * 60])('when this computer’s clock is wrong by %d minutes', minutes => {
  test('an album of 100 photos is shown with one request for credentials, also by the next worker', async () => {
    fixture = await openFixture({ awsClockOffsetMs: minutes * 60_000 });
    const photo = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
    const nameOf = (n: number): string => `${n}`.padStart(3, '0').concat('.jpg');
    for (let n = 1; n <= 100; n++) {
      // No two alike: what has the same bytes is fetched once.
      await fixture.owner.put(`Clock/${nameOf(n)}`, Buffer.concat([photo, Buffer.from([n])]), 'image/jpeg');
    }
    const popup = await fixture.popup('?album=Clock%2F');
    const expectShown = (n: number): Promise<void> => {
      const image = popup.getByRole('img', { name: nameOf(n) });
      const width = (): Promise<number> => image.evaluate((one: HTMLImageElement) => one.naturalWidth);
      return expect.poll(width, { timeout: 20_000 }).toBeGreaterThan(0);
    };
    await popup.getByText('100 photos').waitFor();
    await popup.getByRole('list', { name: 'Photos' }).getByRole('img').first().waitFor();
    await popup.locator('main').evaluate(main => main.scrollTo(0, main.scrollHeight));
    await Promise.race([expectShown(1), expectShown(100)]);
    await fixture.browser.killWorker();
    await listAlbums();
    expect([asked('GetId'), asked('GetCredentialsForIdentity')]).toEqual([1, 1]);
    expect(fixture.aws.requests.filter(({ errorCode }) => errorCode === 'RequestTimeTooSkewed')).toEqual([]);
  });
});

test('a guest whose identity was linked to a user becomes another one', async () => {
  fixture = await openFixture({ credentialLifeSeconds: 4 });
  await listAlbums();
  await fixture.aws.endIdentities('linked');
  await expect.poll(async () => [await listAlbums(), asked('GetId')]).toMatchObject([{ ok: true }, 2]);
});
