import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { expectAllSaved } from './world/expectations';
import type { Hook } from './world/points';
import { BUCKET, clicked, MIB, World } from './world/world';

/** What S3's requests fail with while nobody is signed in. */
const needsUser =
  (world: World): Hook =>
  ({ operation, when }) => {
    const isRequest = /^(put|head|createMultipartUpload|uploadPart|listParts|completeMultipartUpload)$/;
    if (!world.isSignedIn && when === 'before' && isRequest.test(operation))
      throw new ShoeboxError('sign-in-needed');
  };

test('what is saved while nobody is signed in waits for that, lets the worker end, and goes on by itself', async () => {
  const world = new World();
  const life = world.live();
  world.isSignedIn = false;
  await life.transfers.add([world.file('t1', 7), world.file('t2', 20 * MIB, { name: 'b' })]);
  await world.settle(5 * 60 * 60_000);
  expect(life.told).toMatchObject([
    { state: 'under-way', waiting: { kind: 'sign-in' } },
    { state: 'under-way', waiting: { kind: 'sign-in' } },
  ]);
  expect([life.activity, world.count('put')]).toEqual(['idle', 0]);
  world.signIn();
  await world.settle();
  expectAllSaved(world);
});

test('a large upload whose sign-in ends in the middle goes on after it, and sends no part twice', async () => {
  const world = new World();
  const life = world.live();
  const sent: string[] = [];
  world.at(point => {
    if (point.operation === 'uploadPart' && point.when === 'after') sent.push(point.what);
    if (point.operation === 'uploadPart' && point.when === 'before' && point.nth === 3)
      world.isSignedIn = false;
    return needsUser(world)(point);
  });
  await life.transfers.add([world.file('t1', 80 * MIB)]);
  await world.settle(60_000);
  expect(life.told).toMatchObject([{ state: 'under-way', waiting: { kind: 'sign-in' } }]);
  expect(sent.length).toBeGreaterThan(0);
  world.signIn();
  await world.settle();
  expectAllSaved(world);
  expect(sent).toHaveLength(new Set(sent).size);
});

test('workers that end while a transfer waits for a sign-in, however many, do not count against it', async () => {
  const world = new World();
  world.isSignedIn = false;
  await world.live().transfers.add([world.file('t1', 20 * MIB)]);
  await world.settle(1000);
  for (let deaths = 0; deaths < 40; deaths++) {
    const life = world.live();
    await life.transfers.recover();
    await world.settle(1000);
    expect(life.told).toMatchObject([{ state: 'under-way', waiting: { kind: 'sign-in' } }]);
  }
  world.signIn();
  await world.settle();
  expectAllSaved(world);
});

test('a transfer that waits for a sign-in can be paused and cancelled', async () => {
  const world = new World();
  const life = world.live();
  world.isSignedIn = false;
  await life.transfers.add([world.file('t1', 7), world.file('t2', 7, { name: 'b' })]);
  await world.settle(1000);
  await life.transfers.pause('t1');
  await life.transfers.cancel('t2');
  await world.settle(1000);
  expect(life.told).toMatchObject([{ id: 't1', state: 'paused', waiting: null }]);
});

describe('a transfer of one user, while another one is signed in', () => {
  const ada = { issuer: 'https://issuer.example', subject: 'a', user: 'ada@example.com' };
  const bob = { issuer: 'https://issuer.example', subject: 'b', user: 'bob@example.com' };
  const waitsForAda = [{ state: 'under-way', waiting: { kind: 'other-user', user: ada.user } }];

  test('waits for its own, lets the worker end, and goes on with them through deaths', async () => {
    const world = new World();
    world.user = bob;
    await world.live().transfers.add([{ ...world.file('t1', 20 * MIB), owner: ada }]);
    await world.settle(5 * 60 * 60_000);
    for (let deaths = 0; deaths < 40; deaths++) {
      const life = world.live();
      await life.transfers.recover();
      await world.settle(1000);
      expect([life.told, life.activity]).toMatchObject([waitsForAda, 'idle']);
    }
    expect(world.count('createMultipartUpload')).toBe(0);
    world.signIn(ada);
    await world.settle();
    expectAllSaved(world);
  });

  test('keeps nothing of the other’s waiting, however many there are', async () => {
    const world = new World();
    world.user = bob;
    const adas = Array.from({ length: 13 }, (_, n) => ({ ...world.file(`t${n}`, 7), owner: ada }));
    const bobs = { ...world.file('t99', 7, { name: 'b' }), owner: bob };
    const life = world.live();
    await life.transfers.add([...adas, bobs]);
    await world.settle(60_000);
    expect(life.told.filter(({ state }) => state === 'saved').map(({ id }) => id)).toEqual(['t99']);
    expect(life.activity).toBe('idle');
    world.signIn(ada);
    await world.settle();
    expectAllSaved(world);
  });

  test('becomes that of the user with whom it begins, if nobody was known when it was added', async () => {
    const world = new World();
    world.isSignedIn = false;
    const life = world.live();
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle(1000);
    world.at(({ operation, when }) => {
      if (operation === 'put' && when === 'before') throw new ShoeboxError('access-denied');
    });
    world.signIn(ada);
    await world.settle(60_000);
    world.at(() => undefined);
    world.signIn(bob);
    await life.transfers.retry('t1');
    await world.settle(60_000);
    expect(life.told).toMatchObject(waitsForAda);
  });

  test('becomes that of the other one who chooses its album', async () => {
    const world = new World();
    world.user = bob;
    const life = world.live();
    await life.transfers.add([{ ...clicked('t1', null), owner: ada }]);
    await world.settle(60_000);
    expect(life.told).toMatchObject([{ state: 'choosing-album' }]);
    await life.transfers.chooseAlbum('t1', 'Cats/', { bucket: BUCKET, owner: bob });
    await world.settle();
    expectAllSaved(world);
  });
});
