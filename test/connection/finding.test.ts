import { beforeEach, expect, test, vi } from 'vitest';
import { causeOf } from '../../src/connection/cause';
import { findOut } from '../../src/connection/finding';
import type { ConnectionStep } from '../../src/core/connection-step';
import { FAILURE_CODES, ShoeboxError, toFailure } from '../../src/core/failure';
import type { Settings } from '../../src/core/settings';
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
let runs: number;
/** What the worker waits for in the middle of a test. */
let middle: Promise<void>;
let environment: { onLine: boolean; connection?: { saveData: boolean } };

beforeEach(() => {
  settings = SETTINGS;
  runs = 0;
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
    },
  );
  fakeBrowser({ storage: fakeStorage(), permissions: { contains: async () => true } });
  fakeLocks();
  vi.stubGlobal('navigator', Object.assign(environment, { locks: navigator.locks }));
});

const never = new AbortController().signal;
const find = (...causes: readonly string[]) => findOut(causes, false, never);
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
  expect(await findOut(['wrong-region'], true, never)).toMatchObject(found);
  expect(runs).toBe(2);
});

test.each([{ onLine: false }, { onLine: true, connection: { saveData: true } }])(
  'nothing is tested by itself with %o, but when the user asks',
  async circumstances => {
    Object.assign(environment, circumstances);
    expect(await find('wrong-region')).toBeNull();
    expect(runs).toBe(0);
    await findOut(['wrong-region'], true, never);
    expect(runs).toBe(1);
  },
);

test('pages that are closed in the middle begin it three times by themselves, and no more', async () => {
  for (let page = 0; page < 5; page++) {
    const isOpen = new AbortController();
    const hold = deferred();
    middle = hold.promise;
    const before = runs;
    const asked = findOut(['wrong-region'], false, isOpen.signal).catch(() => 'aborted');
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
  expect(await find('wrong-region')).toBeNull();
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
