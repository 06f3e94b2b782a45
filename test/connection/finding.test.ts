import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Cause, causeOf, causesOf } from '../../src/connection/cause';
import { findOut } from '../../src/connection/finding';
import type { ConnectionStep } from '../../src/core/connection-step';
import { FAILURE_CODES, ShoeboxError, toFailure } from '../../src/core/failure';
import { bucketIdentity, type Settings } from '../../src/core/settings';
import { deferred } from '../deferred';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeLocks } from '../webextension/fake-locks';
import { fakeStorage } from '../webextension/fake-storage';
import { startFakeWorker } from '../webextension/fake-worker';

const SETTINGS: Settings = {
  ...{ bucket: 'photos', region: 'us-east-1', identityPoolId: 'p', folder: '', endpoint: '' },
  ...{ pathStyle: false, cognitoEndpoint: '', encryption: 'none', kmsKey: '', requesterPays: false },
  ...{ access: 'guest', issuer: '', clientId: '' },
};

const DENIED: ConnectionStep = {
  ...{ step: 'write', state: 'failed', notes: [], facts: {}, because: null },
  failure: toFailure(new ShoeboxError('access-denied', { action: 's3:PutObject' })),
};

let settings: Settings;
let user: string | null;
let runs: number;
/** What the worker waits for in the middle of a test. */
let middle: Promise<void>;
let environment: { onLine: boolean; connection?: { saveData: boolean } };

beforeEach(() => {
  settings = SETTINGS;
  user = null;
  runs = 0;
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  middle = Promise.resolve();
  environment = { onLine: true };
  startFakeWorker(
    { 'settings.get': async () => settings },
    {
      'connection.test': async function* () {
        runs++;
        await middle;
        yield DENIED;
      },
      'sign-in.watch': async function* () {
        const state = user === null ? 'signed-out' : 'signed-in';
        yield { state, user, failure: null } as const;
      },
    },
  );
  fakeBrowser({ storage: fakeStorage(), permissions: { contains: async () => true } });
  fakeLocks();
  vi.stubGlobal('navigator', Object.assign(environment, { locks: navigator.locks }));
});

afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;
const HERE = bucketIdentity(SETTINGS);
const NOW = Date.UTC(2026, 0, 2, 3);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const causeAt = (text: string, at = NOW, bucket = HERE): Cause => ({ text, bucket, at });
const WRONG_REGION = [causeAt('wrong-region')];
const find = (...causes: readonly string[]) =>
  findOut(
    causes.map(text => causeAt(text)),
    false,
    never,
  );
const found = { settings: SETTINGS, steps: expect.arrayContaining([DENIED]), running: false };

test('the connection test is run once for each cause, however many photos and pages ask', async () => {
  const both = await Promise.all([find('access-denied s3:PutObject'), find('access-denied s3:PutObject')]);
  expect(both).toMatchObject([found, found]);
  expect(await find('access-denied s3:PutObject')).toMatchObject(found);
  expect(runs).toBe(1);
  await find('access-denied s3:PutObject', 'bucket-not-found');
  expect(runs).toBe(2);
  await find('bucket-not-found');
  expect(runs).toBe(2);
});

test('other settings are tested anew for the same cause', async () => {
  await find('wrong-region');
  settings = { ...SETTINGS, region: 'eu-west-1' };
  expect(await find('wrong-region')).toMatchObject({ settings: { region: 'eu-west-1' } });
  expect(runs).toBe(2);
});

test('the user can have it run again', async () => {
  await find('wrong-region');
  expect(await findOut(WRONG_REGION, true, never)).toMatchObject(found);
  expect(runs).toBe(2);
});

test.each([{ onLine: false }, { onLine: true, connection: { saveData: true } }])(
  'nothing is tested by itself with %o, but when the user asks',
  async circumstances => {
    Object.assign(environment, circumstances);
    expect(await find('wrong-region')).toBeNull();
    expect(runs).toBe(0);
    await findOut(WRONG_REGION, true, never);
    expect(runs).toBe(1);
  },
);

test('pages that are closed in the middle begin it three times by themselves, and no more', async () => {
  for (let page = 0; page < 5; page++) {
    const isOpen = new AbortController();
    const hold = deferred();
    middle = hold.promise;
    const before = runs;
    const asked = findOut(WRONG_REGION, false, isOpen.signal).catch(() => 'aborted');
    await Promise.race([asked, vi.waitUntil(() => runs > before)]);
    isOpen.abort();
    hold.resolve();
    await asked;
  }
  expect(runs).toBe(3);
  expect(await find('wrong-region')).toBeNull();
});

test('without settings there is nothing to test', async () => {
  startFakeWorker({ 'settings.get': async () => null });
  expect(await find('wrong-region')).toBeUndefined();
});

test('only what failed in the bucket of the settings is explained', async () => {
  const elsewhere = causeAt('wrong-region', NOW, bucketIdentity({ ...SETTINGS, folder: 'users/ben/' }));
  expect(await findOut([elsewhere], false, never)).toBeUndefined();
  expect(await findOut([elsewhere], true, never)).toBeUndefined();
  expect(runs).toBe(0);
  await findOut([elsewhere, causeAt('bucket-not-found')], false, never);
  await find('wrong-region');
  expect(runs).toBe(2);
});

test('another user is tested anew, and so is the first one after them', async () => {
  settings = { ...SETTINGS, access: 'user' };
  for (user of ['ada', 'ada', 'ben', null, 'ada']) expect(await find('wrong-region')).not.toBeNull();
  expect(runs).toBe(4);
});

test('what fails minutes after a test is tested anew', async () => {
  await find('wrong-region');
  await findOut([causeAt('wrong-region', NOW + 5 * MINUTE_MS)], false, never);
  expect(runs).toBe(1);
  vi.setSystemTime(NOW + 20 * MINUTE_MS);
  await findOut([causeAt('wrong-region', NOW + 15 * MINUTE_MS)], false, never);
  expect(runs).toBe(2);
});

test('what failed before the clock was set back is tested once', async () => {
  const later = [causeAt('wrong-region', NOW + DAY_MS)];
  await findOut(later, false, never);
  await findOut(later, false, never);
  expect(runs).toBe(1);
});

test('what failed more than a day ago is explained when the user asks', async () => {
  const old = [causeAt('wrong-region', NOW - DAY_MS)];
  expect(await findOut(old, false, never)).toBeNull();
  expect(runs).toBe(0);
  await findOut(old, true, never);
  expect(await findOut(old, false, never)).toMatchObject(found);
  expect(runs).toBe(1);
});

test('what failed for one cause is one, of the time at which it last did so, in steps', () => {
  const failure = toFailure(new ShoeboxError('access-denied', { action: 's3:PutObject' }));
  const failed = (at: number | null, bucket: string) => ({ failure, bucket, endedAt: at });
  const causes = causesOf([
    failed(null, 'b'),
    failed(NOW + MINUTE_MS, 'a'),
    failed(NOW - DAY_MS, 'a'),
    { ...failed(NOW, 'a'), failure: null },
  ]);
  const text = 'access-denied s3:PutObject';
  expect(causes).toEqual([causeAt(text, NOW, 'a'), causeAt(text, 0, 'b')]);
});

test('one cause is what photos have in common: the code and the action, not the photo', () => {
  const denied = (resource: string) =>
    causeOf(toFailure(new ShoeboxError('access-denied', { action: 's3:PutObject', resource })));
  expect(denied('a')).toBe(denied('b'));
  // Of the network, of pictures and of names the test knows nothing.
  for (const code of FAILURE_CODES.filter(code =>
    /^(offline|source|album|throttled|file|sign-in-needed)/.test(code),
  ))
    expect(causeOf({ code, detail: {}, technical: '' })).toBeNull();
});
