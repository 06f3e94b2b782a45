import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { contents, expectAllSaved, expectNothingLeft } from './world/expectations';
import { checksumOf } from './world/fake-bytes';
import { gate, type Hook } from './world/points';
import { type Life, MIB, once, refuse, World } from './world/world';

/** Of 30 MiB: six parts of 5 MiB. */
const SIZE = 30 * MIB;
const WHOLE = `t1 0-${SIZE}`;

const begin = async (world: World, size = SIZE): Promise<Life> => {
  const life = world.live();
  await life.transfers.add([world.file('t1', size)]);
  return life;
};

/** A file on its way while `hook` has its way; looked at when everything has come to rest. */
const sent = async (world: World, hook: Hook, size = SIZE): Promise<Life> => {
  world.at(hook);
  const life = await begin(world, size);
  await world.settle();
  return life;
};

describe('multipart upload', () => {
  test('a large file is sent in parts, and ends as one object', async () => {
    const world = new World();
    const life = await sent(world, () => undefined);
    expect(life.told).toMatchObject([{ state: 'saved', outcome: 'stored', uploaded: SIZE, waiting: null }]);
    expect(contents(world)).toEqual({ 'Cats/cat.png': WHOLE });
    expect([world.count('createMultipartUpload'), world.count('uploadPart'), world.count('put')]).toEqual([
      1, 6, 0,
    ]);
    expectAllSaved(world);
    expect(world.disk.parts.size).toBe(6);
  });

  test('a file that an older version planned in other parts, and never began, is cut as this version cuts', async () => {
    const world = new World();
    world.at(once('createMultipartUpload', 'before', () => 'die'));
    await begin(world);
    await world.settle();
    const planned = world.disk.transfers.get('t1');
    if (planned?.multipart == null) throw new Error('it was planned, and not made');
    world.disk.transfers.set('t1', { ...planned, multipart: { ...planned.multipart, partBytes: 7 * MIB } });
    await world.live().transfers.recover();
    await world.settle();
    expect(contents(world)).toEqual({ 'Cats/cat.png': WHOLE });
    expect(world.disk.transfers.get('t1')?.state).toBe('saved');
    expect(world.count('uploadPart')).toBe(6);
  });

  test('a file goes up in larger parts where the store takes few', async () => {
    const world = new World();
    world.bucket.maxParts = 4;
    await sent(world, () => undefined);
    expect(world.count('uploadPart')).toBe(4);
    expect(contents(world)).toEqual({ 'Cats/cat.png': WHOLE });
    expectAllSaved(world);
  });

  test('a file of 5 GiB is sent in parts, and ends as one object', async () => {
    const world = new World();
    await sent(world, () => undefined, 5 * 1024 * MIB);
    expect(contents(world)).toEqual({ 'Cats/cat.png': `t1 0-${5 * 1024 * MIB}` });
    expectAllSaved(world);
  });

  test('a large file never uses more than six connections, and its progress is published', async () => {
    const world = new World();
    let [most, now] = [0, 0];
    const life = await begin(world, 96 * MIB);
    const seen = new Set<number>();
    world.at(async ({ operation, when }) => {
      if (operation !== 'uploadPart') return;
      now += when === 'before' ? 1 : -1;
      most = Math.max(most, now);
      for (const { uploaded } of life.told) seen.add(uploaded);
      await world.clock.sleep(1_000, new AbortController().signal, life);
    });
    await world.settle();
    expect(most).toBe(6);
    expect([...seen]).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.size).toBeGreaterThan(1);
    expectAllSaved(world);
  });

  test('a part that fails for good fails the transfer with its code; a retry sends only what is missing', async () => {
    const world = new World();
    const life = await sent(world, once('uploadPart', 'before', refuse('access-denied'), 4));
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'access-denied' } }]);
    expect(world.bucket.uploads.size).toBe(1);
    const before = world.count('uploadPart');
    await life.transfers.retry('t1');
    await world.settle();
    const kept = 6 - (world.count('uploadPart') - before);
    expect(kept).toBeGreaterThanOrEqual(3);
    expect([world.count('createMultipartUpload'), world.count('listParts')]).toEqual([1, 1]);
    expectAllSaved(world);
  });
});

describe('multipart upload where S3 and we do not agree', () => {
  test('an upload that S3 forgot while parts were sent starts over', async () => {
    const world = new World();
    await sent(
      world,
      once('uploadPart', 'before', () => world.bucket.uploads.clear(), 3),
    );
    expect([contents(world), world.count('createMultipartUpload')]).toEqual([{ 'Cats/cat.png': WHOLE }, 2]);
    expectAllSaved(world);
  });

  test('an upload that S3 forgot before Complete starts over', async () => {
    const world = new World();
    await sent(
      world,
      once('completeMultipartUpload', 'before', () => world.bucket.uploads.clear()),
    );
    expect([contents(world), world.count('createMultipartUpload')]).toEqual([{ 'Cats/cat.png': WHOLE }, 2]);
    expectAllSaved(world);
  });

  test('an upload that S3 aborts at Complete, for another write to its key, starts over and leaves no parts', async () => {
    const world = new World();
    const life = await sent(world, once('completeMultipartUpload', 'before', refuse('upload-gone')));
    expect(life.told).toMatchObject([{ state: 'saved', outcome: 'stored' }]);
    expect([contents(world), world.count('createMultipartUpload')]).toEqual([{ 'Cats/cat.png': WHOLE }, 2]);
    expectAllSaved(world);
    expect(world.bucket.uploads.size).toBe(0);
  });

  test('an upload that S3 forgot, and answers Complete for with s3-unavailable, starts over', async () => {
    const world = new World();
    await sent(world, ({ operation, when, nth }) => {
      if (operation !== 'completeMultipartUpload' || when !== 'before') return;
      if (nth === 1) world.bucket.uploads.clear();
      if (world.bucket.uploads.size === 0) throw new ShoeboxError('s3-unavailable');
    });
    expect([contents(world), world.count('createMultipartUpload')]).toEqual([{ 'Cats/cat.png': WHOLE }, 2]);
    expectAllSaved(world);
  });

  test('a transfer of which S3 forgets every upload fails with upload-gone after four', async () => {
    const world = new World();
    const life = await sent(world, ({ operation }) => {
      if (operation === 'completeMultipartUpload') world.bucket.uploads.clear();
    });
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'upload-gone' } }]);
    expect(world.count('createMultipartUpload')).toBe(4);
  });

  test.each([true, false])(
    'a damaged entity tag of a part is replaced by the listed one (S3 tells checksums: %s)',
    async tells => {
      const world = new World();
      world.bucket.tellsChecksums = tells;
      world.bucket.bendEtag = (etag, partNumber) =>
        partNumber === 3 && world.count('listParts') === 0 ? 'bent' : etag;
      await sent(world, () => undefined);
      expect(world.count('uploadPart')).toBe(tells ? 6 : 7);
      expectAllSaved(world);
    },
  );

  test('a part that S3 lost before Complete is sent again', async () => {
    const world = new World();
    await sent(
      world,
      once('completeMultipartUpload', 'before', () => {
        for (const { parts } of world.bucket.uploads.values()) parts.delete(2);
      }),
    );
    expect(world.count('uploadPart')).toBe(7);
    expectAllSaved(world);
  });

  test('an upload whose Complete succeeds without an object is retried, and never shown as saved', async () => {
    const world = new World();
    const life = await sent(world, ({ operation }) =>
      operation === 'completeMultipartUpload' ? 'pretend' : undefined,
    );
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'not-confirmed' } }]);
    expect(world.count('completeMultipartUpload')).toBe(5);
    world.at(() => undefined);
    await life.transfers.retry('t1');
    await world.settle();
    expect(world.count('uploadPart')).toBe(6);
    expectAllSaved(world);
  });

  test('a Complete that once succeeds without an object is retried', async () => {
    const world = new World();
    await sent(
      world,
      once('completeMultipartUpload', 'before', () => 'pretend'),
    );
    expect([world.count('completeMultipartUpload'), world.count('uploadPart')]).toEqual([2, 6]);
    expectAllSaved(world);
  });

  test('an object that S3 made of other bytes is removed when the user dismisses the failure', async () => {
    const world = new World();
    const life = await sent(world, ({ operation, when, what }) => {
      const object = world.bucket.objects.get(what);
      if (operation !== 'completeMultipartUpload' || when !== 'after' || object === undefined) return;
      world.bucket.objects.set(what, { ...object, content: 'mixed', checksum: `${checksumOf('mixed')}-6` });
    });
    await life.transfers.dismiss(['t1']);
    await world.settle();
    expect(contents(world)).toEqual({});
    expectNothingLeft(world);
  });

  test('an object that S3 made of other bytes is never shown as saved', async () => {
    const world = new World();
    const life = await sent(world, ({ operation, when, what }) => {
      const object = world.bucket.objects.get(what);
      if (operation !== 'completeMultipartUpload' || when !== 'after' || object === undefined) return;
      world.bucket.objects.set(what, { ...object, content: 'mixed', checksum: `${checksumOf('mixed')}-6` });
    });
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'not-confirmed' } }]);
    world.at(() => undefined);
    await life.transfers.retry('t1');
    await world.settle();
    expect(contents(world)[life.told[0]?.key ?? '']).toBe(WHOLE);
  });
});

describe('multipart upload whose answer to Complete is lost', () => {
  test.each([
    'endpoint-unreachable',
    's3-unavailable',
    'not-confirmed',
    'throttled',
    'connection-stalled',
  ] as const)('as %s is resolved by asking whose object is at the key', async code => {
    const world = new World();
    const life = await sent(world, once('completeMultipartUpload', 'after', refuse(code)));
    expect(life.told).toMatchObject([{ state: 'saved', outcome: 'stored', key: 'Cats/cat.png' }]);
    expect([world.bucket.objects.size, world.count('createMultipartUpload')]).toEqual([1, 1]);
    expectAllSaved(world);
  });

  test('is resolved although the HeadObject that follows fails as well', async () => {
    const world = new World();
    await sent(world, once('head', 'before', refuse('throttled'), 2));
    expect(world.bucket.objects.size).toBe(1);
    expectAllSaved(world);
  });
});

describe('multipart upload whose answer to Create is lost', () => {
  test('an upload whose id was never known is found and removed', async () => {
    const world = new World();
    await sent(world, once('createMultipartUpload', 'after', refuse('endpoint-unreachable')));
    expect([world.count('createMultipartUpload'), world.bucket.objects.size]).toEqual([2, 1]);
    expectAllSaved(world);
  });

  test('an upload whose id was never known is removed when the user dismisses the failure', async () => {
    const world = new World();
    const life = await sent(world, ({ operation, when }) => {
      if (operation === 'createMultipartUpload' && when === 'after')
        throw new ShoeboxError('endpoint-unreachable');
    });
    expect(life.told).toMatchObject([{ failure: { code: 'endpoint-unreachable' } }]);
    await life.transfers.dismiss(['t1']);
    await world.settle();
    expectNothingLeft(world);
  });

  test('an upload whose id was never known is removed when the user cancels an hour later', async () => {
    const world = new World();
    world.at(once('createMultipartUpload', 'after', () => 'hang'));
    const life = await begin(world);
    await world.idle();
    await life.transfers.pause('t1');
    await world.settle(60 * 60_000);
    expect(world.bucket.uploads.size).toBe(1);
    await life.transfers.cancel('t1');
    await world.settle();
    expectNothingLeft(world);
  });
});

describe('multipart upload whose key is taken while parts are sent', () => {
  const takenBy = (world: World, content: string, size: number, checksum: string): Hook =>
    once('completeMultipartUpload', 'before', ({ what }) => {
      world.bucket.objects.set(what, { content, size, checksum, metadata: {}, mediaType: 'image/png' });
    });

  test('by other bytes is stored under the next name', async () => {
    const world = new World();
    await sent(world, takenBy(world, 'other', 3, 'c'));
    expect(contents(world)).toEqual({ 'Cats/cat.png': 'other', 'Cats/cat (2).png': WHOLE });
    expectAllSaved(world);
  });

  test('by the same bytes ends as already there', async () => {
    const world = new World();
    const twin = new World();
    await sent(twin, () => undefined);
    const checksum = twin.bucket.objects.get('Cats/cat.png')?.checksum ?? '';
    const life = await sent(world, takenBy(world, WHOLE, SIZE, checksum));
    expect(life.told).toMatchObject([{ state: 'saved', outcome: 'already-there', key: 'Cats/cat.png' }]);
    expect(world.bucket.objects.size).toBe(1);
    expectAllSaved(world);
  });
});

describe('two transfers of the same large file', () => {
  test('one after the other: the second is already there, and no byte of it is sent', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([world.file('t1', SIZE, { source: 'same' })]);
    await world.settle();
    await life.transfers.add([world.file('t2', SIZE, { source: 'same' })]);
    await world.settle();
    expect(life.told.map(({ outcome }) => outcome)).toEqual(['stored', 'already-there']);
    expect([world.count('uploadPart'), world.count('createMultipartUpload')]).toEqual([6, 1]);
    expectAllSaved(world);
  });

  test('at the same time are stored once', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([
      world.file('t1', SIZE, { source: 'same' }),
      world.file('t2', SIZE, { source: 'same' }),
    ]);
    await world.settle();
    expect(life.told.map(({ outcome }) => outcome)).toEqual(['stored', 'already-there']);
    expect([world.count('uploadPart'), world.bucket.objects.size]).toEqual([6, 1]);
    expectAllSaved(world);
  });

  test('of the same name and size, but other bytes, are two objects', async () => {
    const world = new World();
    await world.live().transfers.add([world.file('t1', SIZE), world.file('t2', SIZE)]);
    await world.settle();
    expect(contents(world)).toEqual({ 'Cats/cat.png': WHOLE, 'Cats/cat (2).png': `t2 0-${SIZE}` });
    expectAllSaved(world);
  });
});

describe('a part that fails in the moment in which others succeed', () => {
  test('fails the transfer and is never left out of Complete', async () => {
    for (let failing = 1; failing <= 6; failing++) {
      for (let later = 0; later < 24; later++) {
        const world = new World();
        const all = gate();
        world.at(async ({ operation, when, what }) => {
          if (operation !== 'uploadPart' || when !== 'before') return;
          await all.opened;
          if (what !== String(failing)) return;
          for (let turns = 0; turns < later; turns++) await Promise.resolve();
          throw new ShoeboxError('access-denied');
        });
        const life = await begin(world);
        await world.idle();
        all.open();
        await world.settle();
        const where = [failing, later];
        expect([where, life.told[0]?.failure?.code]).toEqual([where, 'access-denied']);
        expect([where, world.count('completeMultipartUpload')]).toEqual([where, 0]);
      }
    }
  });
});
