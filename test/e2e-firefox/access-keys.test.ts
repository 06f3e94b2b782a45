import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeyRetention } from '../../src/core/access-keys';
import { type FirefoxWithExtension, launchFirefox } from '../browser/firefox/launch';
import { sha256 } from '../e2e/bucket-owner';
import { addFile } from './add-file';
import { callFrom, type FirefoxFixture, openFirefoxFixture, transfersFrom } from './fixture';

// Access keys in Firefox, which has its own way to store what signs with them: for the event page's ends, and the browser's.

const bytes = randomBytes(100_000);

let userDataDir: string;
let fixture: FirefoxFixture;
let next: FirefoxWithExtension | null = null;

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'shoebox-firefox-keys-'));
  fixture = await openFirefoxFixture({
    ...{ userDataDir, configured: false },
    settings: { access: 'keys', identityPoolId: '', cognitoEndpoint: '' },
  });
});

afterAll(async () => {
  await next?.close();
  await fixture.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const newKeys = (retention: KeyRetention) => ({
  ...{ settings: fixture.settings, retention },
  keys: fixture.aws.owner,
});

async function arrives(key: string): Promise<void> {
  await expect.poll(() => fixture.owner.keys(key), { timeout: 30_000, interval: 200 }).toEqual([key]);
  expect(sha256(await fixture.owner.read(key))).toBe(sha256(bytes));
}

test('access keys that are kept on this computer sign for the next event page, and after Firefox was started again', async () => {
  await fixture.call('access-keys.save', newKeys('computer'));
  await fixture.call('settings.save', fixture.settings);
  await addFile(fixture, 'Keys/', 'first.bin', bytes);
  await arrives('Keys/first.bin');

  await fixture.firefox.background.kill();
  await addFile(fixture, 'Keys/', 'second.bin', bytes);
  await arrives('Keys/second.bin');

  await fixture.firefox.close();
  next = await launchFirefox({
    ...{ extensionDir: 'dist/firefox', userDataDir },
    extraHostPermissions: ['http://*/*', 'https://*/*'],
  });
  await addFile({ ...fixture, firefox: next }, 'Keys/', 'third.bin', bytes);
  await arrives('Keys/third.bin');
});

test('an upload whose access keys were forgotten waits for others, and is saved with them', async () => {
  if (next === null) throw new Error('Firefox was not started again');
  const page = await next.extensionPage('src/options/index.html');
  await callFrom(page, 'access-keys.forget', undefined);
  await addFile({ ...fixture, firefox: next }, 'Keys/', 'fourth.bin', bytes);
  const waiting = async () => (await transfersFrom(page)).find(({ name }) => name === 'fourth.bin')?.waiting;
  await expect.poll(waiting).toEqual({ kind: 'access-keys', reason: 'access-keys-needed' });
  expect(await fixture.owner.keys('Keys/fourth.bin')).toEqual([]);
  await callFrom(page, 'access-keys.save', newKeys('session'));
  await arrives('Keys/fourth.bin');
  await page.close();
});
