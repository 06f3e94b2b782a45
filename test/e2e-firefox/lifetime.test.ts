import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchFirefox } from '../browser/firefox/launch';
import { sha256 } from '../e2e/bucket-owner';
import type { LoggedRequest } from '../local-aws/index';
import { addFile } from './add-file';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// Firefox ends an idle event page after 30 s, whatever it waits for. Here it does so sooner, to save the waiting:
// `extensions.background.idle.timeout` is what Firefox itself reads (ESR 153, ext-backgroundPage.js). The heartbeat
// comes every 10 s and has to fit in.

const IDLE_MS = 15_000;

/** Long enough that the event page would have been ended twice. */
const LONG_MS = 35_000;

let fixture: FirefoxFixture;
let userDataDir: string;

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'shoebox-firefox-'));
  const preferences = { 'extensions.background.idle.timeout': IDLE_MS };
  fixture = await openFirefoxFixture({ userDataDir, preferences });
});

afterAll(async () => {
  await fixture.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** Lets the first PUT of a key take its time, and counts them all. */
function slowFirstPut(key: string, delayMs: number): { readonly puts: () => number; release(): void } {
  let puts = 0;
  const release = fixture.aws.intercept(request => {
    if (request.operation !== 'PutObject' || request.key !== key) return undefined;
    puts++;
    return puts === 1 ? { delayMs } : undefined;
  });
  return { puts: () => puts, release };
}

const bytes = randomBytes(300_000);

async function arrives(key: string, timeout: number): Promise<void> {
  await expect.poll(() => fixture.owner.keys(key), { timeout, interval: 200 }).toEqual([key]);
  expect(sha256(await fixture.owner.read(key))).toBe(sha256(bytes));
}

test(
  'an upload that takes longer than an idle event page lives is completed, and the idle page is then ended',
  async () => {
    const slow = slowFirstPut('Slow/a.bin', LONG_MS);
    await addFile(fixture, 'Slow/', 'a.bin', bytes);
    await expect.poll(slow.puts).toBe(1);
    const life = await fixture.firefox.background.life();
    await arrives('Slow/a.bin', LONG_MS * 2);
    expect(slow.puts()).toBe(1);
    expect(await fixture.firefox.background.life()).toBe(life);
    slow.release();
    await expect.poll(() => fixture.firefox.background.isAlive(), { timeout: IDLE_MS * 2 }).toBe(false);
  },
  LONG_MS * 4,
);

test('an event page killed in the middle of an upload resumes when a page sends it any message', async () => {
  const slow = slowFirstPut('Asked/a.bin', LONG_MS * 10);
  await addFile(fixture, 'Asked/', 'a.bin', bytes);
  await expect.poll(slow.puts).toBe(1);
  await fixture.firefox.background.kill();
  expect(await fixture.owner.keys('Asked/')).toEqual([]);
  await fixture.call('settings.get', undefined);
  await arrives('Asked/a.bin', 30_000);
  slow.release();
});

test('an event page killed between two parts sends only the parts that S3 does not have', async () => {
  const key = 'Parts/large.bin';
  const large = randomBytes(40 * 1024 * 1024);
  const sent: string[] = [];
  let isKilled = false;
  const release = fixture.aws.intercept(({ operation, key: asked, url }) => {
    if (operation !== 'UploadPart' || asked !== key) return undefined;
    const part = new URLSearchParams(url.split('?')[1]).get('partNumber') ?? '';
    sent.push(part);
    return part === '1' || isKilled ? undefined : { delayMs: LONG_MS * 10 };
  });
  await addFile(fixture, 'Parts/', 'large.bin', large);
  const isStored = ({ operation, status }: LoggedRequest): boolean =>
    operation === 'UploadPart' && status === 200;
  await expect.poll(() => fixture.aws.requests.filter(isStored).length).toBe(1);
  await fixture.firefox.background.kill();
  isKilled = true;
  await fixture.call('settings.get', undefined);
  await expect.poll(() => fixture.owner.keys('Parts/'), { timeout: 30_000 }).toEqual([key]);
  expect(sha256(await fixture.owner.read(key))).toBe(sha256(large));
  expect(sent.filter(part => part === '1')).toEqual(['1']);
  release();
});

/** The alarm's period is 30 s. */
const ALARM_TIMEOUT_MS = 60_000;

test.each([
  ['killed', 'Woken/', (): Promise<void> => fixture.firefox.background.kill()],
  ['crashed', 'Crashed/', (): Promise<void> => fixture.firefox.background.crash()],
])(
  'an event page %s with no page open is woken by its alarm and resumes',
  async (_how, album, end) => {
    const slow = slowFirstPut(`${album}a.bin`, LONG_MS * 10);
    await addFile(fixture, album, 'a.bin', bytes);
    await expect.poll(slow.puts).toBe(1);
    await end();
    await expect.poll(() => fixture.firefox.background.isAlive()).toBe(false);
    await arrives(`${album}a.bin`, ALARM_TIMEOUT_MS);
    slow.release();
  },
  ALARM_TIMEOUT_MS * 2,
);

// The last one: the fixture has no browser after it.
test('an upload resumes by itself at the next start after Firefox was killed', async () => {
  const slow = slowFirstPut('Restarted/a.bin', LONG_MS * 10);
  await addFile(fixture, 'Restarted/', 'a.bin', bytes);
  await expect.poll(slow.puts).toBe(1);
  await fixture.firefox.kill();
  const next = await launchFirefox({ extensionDir: 'dist/firefox', userDataDir });
  await arrives('Restarted/a.bin', 30_000);
  slow.release();
  await next.close();
});
