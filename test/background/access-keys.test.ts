import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { openAccessKeys } from '../../src/access-keys/access-keys';
import { openKeyDatabase } from '../../src/access-keys/key-database';
import { listObjectsOnce } from '../../src/aws/list-objects';
import { accessKeys } from '../../src/background/access-keys';
import { accessKeysHandlers } from '../../src/background/access-keys-handlers';
import { bucketOf, currentBucket } from '../../src/background/current-bucket';
import { diagnostics } from '../../src/background/diagnostics';
import { environment } from '../../src/background/environment';
import { applySettings } from '../../src/background/settings-handlers';
import { saveSettings } from '../../src/background/settings-store';
import { type AccessKeys, accessKeysPlace, KEY_RETENTIONS } from '../../src/core/access-keys';
import { fromFailure, isShoeboxError, type ShoeboxError, toFailure } from '../../src/core/failure';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { bucketIdentity, type Settings } from '../../src/core/settings';
import { settingsFileOf } from '../../src/core/settings-file';
import { setupCodeOf } from '../../src/core/setup-code';
import { FIRST, keySettingsOf, SECOND, settingsOf, userWith } from '../aws/local-bucket';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { fakeBrowser } from '../webextension/fake-browser';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

const handlers = accessKeysHandlers(async () => {});

beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  const { local, session, sync } = browser.storage;
  await Promise.all([local.clear(), session.clear(), sync.clear()]);
  fakeBrowser({ extension: { inIncognitoContext: false } });
  await applySettings();
});

/** The worker's settings and keys, as the options page saves them. */
async function setUp(aws: LocalAws, keys: AccessKeys, retention: 'session' | 'computer' = 'session') {
  const settings = keySettingsOf(aws);
  await handlers.save({ settings, keys, retention });
  await saveSettings(settings);
  await applySettings();
  return settings;
}

const list = async (): Promise<unknown> =>
  listObjectsOnce(await currentBucket(), { prefix: '', maxKeys: 5 }, never);

const failureOf = async (work: Promise<unknown>): Promise<ShoeboxError> => {
  const [result] = await Promise.allSettled([work]);
  if (result.status === 'rejected' && isShoeboxError(result.reason)) return result.reason;
  throw new Error('it did not fail as one of ours');
};

describe.each(KEY_RETENTIONS)('access keys that are kept for the %s', retention => {
  test('open the bucket, also for the next worker instance', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await setUp(aws, FIRST, retention);
    await list();
    const place = accessKeysPlace(settings);
    const next = nextWorker();
    expect(await next.status(place)).toEqual({ accessKeyId: FIRST.accessKeyId, retention });
    expect((await next.held(place))?.id).toBe((await accessKeys.held(place))?.id);
    expect(await handlers.status(null)).toEqual({ accessKeyId: FIRST.accessKeyId, retention });
  });

  test('are gone with the browser only if they are kept for the session', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await setUp(aws, FIRST, retention);
    await browser.storage.session.clear();
    const status = await nextWorker().status(accessKeysPlace(settings));
    expect(status).toEqual(retention === 'session' ? null : { accessKeyId: FIRST.accessKeyId, retention });
  });

  test('are forgotten, also those of a bucket that earlier settings named', async () => {
    const settings = await setUp(await start({ users: [userWith(FIRST)] }), FIRST, retention);
    await browser.storage.session.set({ 'network-wait': 1 });
    const earlier = { ...settings, bucket: 'earlier' };
    await handlers.save({ settings: earlier, keys: SECOND, retention });
    await handlers.forget();
    expect(await handlers.status(settings)).toBeNull();
    expect(await nextWorker().status(accessKeysPlace(earlier))).toBeNull();
    expect(await browser.storage.session.get(null)).toMatchObject({ 'network-wait': 1 });
    expect(await nextWorker().status(accessKeysPlace(settings))).toBeNull();
    expect(await failureOf(list())).toMatchObject({ code: 'access-keys-needed' });
  });

  test('are replaced by those that are kept in the other way', async () => {
    const settings = await setUp(await start({ users: [userWith(SECOND)] }), FIRST, retention);
    const other = retention === 'session' ? 'computer' : 'session';
    expect(await handlers.save({ settings, keys: SECOND, retention: other })).toEqual({
      accessKeyId: SECOND.accessKeyId,
      retention: other,
    });
    await list();
    await browser.storage.session.clear();
    expect(await nextWorker().status(accessKeysPlace(settings))).toEqual(
      other === 'session' ? null : { accessKeyId: SECOND.accessKeyId, retention: other },
    );
  });

  test('are nowhere but in session storage, and for the computer nowhere that a script reads', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await setUp(aws, FIRST, retention);
    await list();
    aws.setUsers([]);
    const failure = await failureOf(list());
    diagnostics.note({ ...toFailure(failure), event: 'x.y', source: 'worker' } as never); // as a page would
    const stored = await Promise.all(
      (['local', 'sync', 'managed'] as const).map(area => browser.storage[area].get(null)),
    );
    const told = [
      ...stored,
      await everythingIn('shoebox-access-keys'),
      ...[await handlers.status(null), await handlers.status(settings)],
      ...[
        settingsFileOf(settings, DEFAULT_PREFERENCES),
        setupCodeOf(settings),
        atob(setupCodeOf(settings).slice(9)),
      ],
      ...[
        await diagnostics.all(),
        toFailure(failure),
        String(failure),
        fromFailure(toFailure(failure)).stack,
      ],
    ].map(part => JSON.stringify(part));
    expect(told.join()).not.toContain(FIRST.secretAccessKey);
    expect(told.join()).not.toContain(btoa(FIRST.secretAccessKey));
    const session = JSON.stringify(await browser.storage.session.get(null));
    expect(session.includes(FIRST.secretAccessKey)).toBe(retention === 'session');
  });
});

/** The keys of a worker instance that begins now. */
const nextWorker = () =>
  openAccessKeys({
    loadSettings: async () => null,
    session: sessionStorageOf('access-keys'),
    refused: sessionStorageOf('access-keys-refused'),
    computer: openKeyDatabase(),
    ...{ isIncognito: () => false, newId: () => 'another', report: () => {} },
  });

const sessionStorageOf = (prefix: string) => ({
  get: async (place: string) => {
    const name = `${prefix}:${place}`;
    return ((await browser.storage.session.get(name))[name] ?? null) as never; // as the worker wrote it
  },
  set: (place: string, value: unknown) => browser.storage.session.set({ [`${prefix}:${place}`]: value }),
  remove: (place: string) => browser.storage.session.remove(`${prefix}:${place}`),
  clear: () => browser.storage.session.clear(),
});

/** All that a database holds, with what can be read of its keys. */
async function everythingIn(name: string): Promise<unknown> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const values = await new Promise<{ readonly signingKey: CryptoKey }[]>(resolve => {
    const all = database.transaction('keys').objectStore('keys').getAll();
    all.onsuccess = () => resolve(all.result);
  });
  database.close();
  return Promise.all(
    values.map(async value => ({
      ...value,
      exported: await crypto.subtle.exportKey('jwk', value.signingKey).catch(String),
    })),
  );
}

describe('work of a bucket whose access keys', () => {
  test('are not there waits until they are entered, and goes on', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await saveSettings(keySettingsOf(aws));
    await applySettings();
    const failure = await failureOf(bucketOf(bucketIdentity(settings), null));
    expect(failure.code).toBe('access-keys-needed');
    const entered = vi.fn();
    const waiting = environment.untilUserCame(never, failure).then(entered);
    await handlers.status(null);
    expect(entered).not.toHaveBeenCalled();
    await handlers.save({ settings, keys: FIRST, retention: 'computer' });
    await waiting;
    await bucketOf(bucketIdentity(settings), null);
  });

  test('were deleted waits for others, and each new worker instance asks S3 once before it begins', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await setUp(aws, FIRST);
    aws.setUsers([]);
    expect((await failureOf(list())).code).toBe('access-key-unknown');
    aws.clearRequests();
    const [failure] = await Promise.all(
      [1, 2, 3].map(() => failureOf(bucketOf(bucketIdentity(settings), null))),
    );
    expect(failure?.code).toBe('access-key-unknown');
    expect(aws.requests).toHaveLength(1);
    const waiting = environment.untilUserCame(never, failure as ShoeboxError);
    aws.setUsers([userWith(SECOND)]);
    await handlers.save({ settings, keys: SECOND, retention: 'session' });
    await waiting;
    aws.clearRequests();
    await bucketOf(bucketIdentity(settings), null);
    expect(aws.requests).toEqual([]);
  });

  test('are activated again goes on with them', async () => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await setUp(aws, FIRST);
    aws.setUsers([]);
    await failureOf(list());
    aws.setUsers([userWith(FIRST)]);
    await bucketOf(bucketIdentity(settings), null);
    aws.clearRequests();
    await bucketOf(bucketIdentity(settings), null);
    expect(aws.requests).toEqual([]);
  });

  test.each<[string, (settings: Settings, aws: LocalAws) => Settings]>([
    ['another bucket', settings => ({ ...settings, bucket: 'other' })],
    ['guests of the same one', (_, aws) => settingsOf(aws)],
  ])('are waited for waits no longer once the settings are those of %s', async (_, change) => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await saveSettings(keySettingsOf(aws));
    await applySettings();
    const failure = await failureOf(list());
    const waiting = environment.untilUserCame(never, failure);
    await saveSettings(change(settings, aws));
    await applySettings();
    await waiting;
  });
});

describe('work that is under way, whose access keys', () => {
  test.each<[string, (settings: Settings, aws: LocalAws) => Settings]>([
    ['another bucket', settings => ({ ...settings, bucket: 'other' })],
    ['guests of the same one', (_, aws) => settingsOf(aws)],
  ])('are refused or forgotten ends where the settings are those of %s since', async (_, change) => {
    const aws = await start({ users: [userWith(FIRST)] });
    const settings = await setUp(aws, FIRST);
    const { bucket } = await bucketOf(bucketIdentity(settings), null);
    await saveSettings(change(settings, aws));
    await applySettings();
    const listed = () => listObjectsOnce(bucket, { prefix: '', maxKeys: 1 }, never);
    await listed();
    aws.setUsers([]);
    expect(await failureOf(listed())).toMatchObject({ code: 'other-bucket', detail: { bucket: 'demo' } });
    await accessKeys.forgetAll();
    expect(await failureOf(listed())).toMatchObject({ code: 'other-bucket', detail: { bucket: 'demo' } });
  });
});

test('access keys are not kept by a database that fails, in no other way either', async () => {
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('the disk fails', 'UnknownError');
  });
  try {
    const kept = nextWorker();
    await expect(kept.keep('place', FIRST, 'computer')).rejects.toMatchObject({
      code: 'access-keys-not-kept',
    });
    expect(JSON.stringify(await browser.storage.session.get(null))).not.toContain(FIRST.secretAccessKey);
    await expect(kept.held('place')).rejects.toMatchObject({ code: 'access-keys-not-kept' });
    await kept.keep('place', FIRST, 'session');
    expect((await kept.held('place'))?.accessKeyId).toBe(FIRST.accessKeyId);
  } finally {
    open.mockRestore();
  }
});

describe('access keys in private windows', () => {
  const privateWorker = () =>
    openAccessKeys({
      loadSettings: async () => null,
      session: sessionStorageOf('access-keys'),
      refused: sessionStorageOf('access-keys-refused'),
      computer: openKeyDatabase(),
      ...{ isIncognito: () => true, newId: () => 'private', report: () => {} },
    });

  test('are kept for the session alone, which both kinds of windows have in common', async () => {
    const kept = privateWorker();
    await expect(kept.keep('place', FIRST, 'computer')).rejects.toMatchObject({
      code: 'access-keys-not-kept',
    });
    expect(await kept.status('place')).toBeNull();
    await kept.keep('place', FIRST, 'session');
    expect(await nextWorker().status('place')).toEqual({
      accessKeyId: FIRST.accessKeyId,
      retention: 'session',
    });
  });
});

test('nothing is kept for settings, or of keys, that are not valid', async () => {
  const settings = keySettingsOf(await start());
  const save = (of: Settings, keys: AccessKeys) =>
    handlers.save({ settings: of, keys, retention: 'session' });
  await expect(save({ ...settings, bucket: '' }, FIRST)).rejects.toMatchObject({ code: 'invalid-settings' });
  await expect(save(settings, { ...FIRST, accessKeyId: '' })).rejects.toMatchObject({
    code: 'invalid-access-keys',
  });
  // Of others there may be a note by now: a failure of the test before, in the diagnostics.
  const kept = Object.keys(await browser.storage.session.get(null));
  expect(kept.filter(name => name.startsWith('access-keys'))).toEqual([]);
});
