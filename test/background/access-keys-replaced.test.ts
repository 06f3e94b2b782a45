import { beforeEach, expect, test, vi } from 'vitest';
import { accessKeys } from '../../src/background/access-keys';
import { accessKeysHandlers } from '../../src/background/access-keys-handlers';
import { environment } from '../../src/background/environment';
import type { ShoeboxError } from '../../src/core/failure';
import { AS_AWS, FIRST, keySettingsOf, SECOND, userWith } from '../aws/local-bucket';
import { manyBytes, openStoreWorld } from '../aws/store-world';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { fakeBrowser } from '../webextension/fake-browser';

// What both queues do while the access keys of their bucket are deleted at the store, until others are entered.

vi.setConfig({ testTimeout: 120_000 });

const { start, clientOf } = useLocalAws();
const MIB = 1024 * 1024;

beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  fakeBrowser({ extension: { inIncognitoContext: false } });
});

async function openWorld() {
  const aws = await start({ users: [userWith(FIRST)] });
  /** What is waited for. */
  const waits: string[] = [];
  const untilUserCame = (signal: AbortSignal, error: ShoeboxError): Promise<void> => {
    waits.push(error.code);
    return environment.untilUserCame(signal, error);
  };
  const world = await openStoreWorld(aws, FIRST, clientOf(aws), AS_AWS, untilUserCame);
  return { aws, waits, world };
}

/** Deletes the keys once so many of these requests have come. */
function deleteKeysAt(aws: LocalAws, operation: string, count: number): void {
  let seen = 0;
  const stop = aws.intercept(request => {
    if (request.operation === operation && ++seen === count) {
      stop();
      aws.setUsers([]);
    }
    return undefined;
  });
}

/** Makes others at the store, and enters them. */
async function replaceKeys(aws: LocalAws): Promise<void> {
  aws.setUsers([userWith(SECOND)]);
  const settings = keySettingsOf(aws);
  await accessKeysHandlers(async () => {}).save({ settings, keys: SECOND, retention: 'session' });
}

test('uploads whose access keys are deleted wait for others, and are saved with them', async () => {
  const { aws, waits, world } = await openWorld();
  const large = manyBytes(20 * MIB);
  deleteKeysAt(aws, 'UploadPart', 2);
  const saved = world.save('a/', [
    { name: 'large.png', bytes: large },
    ...[1, 2, 3].map(number => ({ name: `small ${number}.png`, bytes: manyBytes(1000) })),
  ]);
  await expect.poll(() => waits.includes('access-key-unknown'), { timeout: 60_000 }).toBe(true);
  await replaceKeys(aws);
  expect((await saved).map(({ state }) => state)).toEqual(Array(4).fill('saved'));
  const contents = await world.contents();
  expect(Object.keys(contents)).toHaveLength(4);
  expect(contents['a/large.png']?.length).toBe(large.length);
  expect(await world.unfinished()).toEqual([]);
});

test('an upload without access keys waits for them, and is saved with them', async () => {
  const { aws, waits, world } = await openWorld();
  await accessKeys.forgetAll();
  aws.clearRequests();
  const saved = world.save('', [{ name: 'cat.png', bytes: 'cat' }]);
  await expect.poll(() => waits).toEqual(['access-keys-needed']);
  expect(aws.requests).toEqual([]);
  await replaceKeys(aws);
  expect((await saved).map(({ state }) => state)).toEqual(['saved']);
  expect(await world.contents()).toEqual({ 'cat.png': 'cat' });
});

test('photos that are being moved while the access keys are deleted are moved with others, and none is lost', async () => {
  const { aws, waits, world } = await openWorld();
  const names = Array.from({ length: 12 }, (_, index) => `${index}.png`);
  await world.save(
    'from/',
    names.map(name => ({ name, bytes: name })),
  );
  const photos = await world.seen(names.map(name => `from/${name}`));
  deleteKeysAt(aws, 'CopyObject', 5);
  const moved = world.run({ kind: 'move-photos', to: 'to/' }, photos);
  await expect.poll(() => waits.includes('access-key-unknown'), { timeout: 60_000 }).toBe(true);
  await replaceKeys(aws);
  expect((await moved).state).toBe('done');
  expect(await world.contents()).toEqual(Object.fromEntries(names.map(name => [`to/${name}`, name])));
});
