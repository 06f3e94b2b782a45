import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { contents, expectAllSaved, expectNothingLeft } from './world/expectations';
import { checksumOf, FakeBytes } from './world/fake-bytes';
import { gate } from './world/points';
import { clicked, once, refuse, World } from './world/world';

const PICTURE = 'https://example.org/cat.png 0-7';

/** An object of somebody else. */
const occupy = ({ bucket }: World, key: string, size = 3): void => {
  const metadata = {};
  bucket.objects.set(key, { content: key, size, metadata, mediaType: 'image/png', checksum: key });
};

describe('the transfer of a picture', () => {
  test('ends as an object with the bytes and where they came from, and leaves no bytes behind', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    expect(life.told).toMatchObject([{ key: 'Cats/cat.png', uploaded: 7, failure: null, outcome: 'stored' }]);
    expect(contents(world)).toEqual({ 'Cats/cat.png': PICTURE });
    expect(world.bucket.objects.get('Cats/cat.png')).toMatchObject({
      mediaType: 'image/png',
      metadata: {
        'source-url': 'https://example.org/cat.png',
        'shoebox-transfer': 't1',
      },
    });
    expect(life.settled.map(({ state }) => state)).toEqual(['saved']);
    expectAllSaved(world);
  });

  test('is told of only once it is on the disk, and begins when the question of permission is answered', async () => {
    const world = new World();
    const life = world.live();
    const permission = gate();
    const added = life.transfers.add([clicked('t1', 'Cats/')], permission.opened);
    expect(await life.transfers.all()).toEqual([]);
    await added;
    expect(world.disk.transfers.get('t1')).toMatchObject({ state: 'under-way', bytes: null });
    await life.transfers.recover();
    await world.settle();
    expect(world.count('capture')).toBe(0);
    expect(life.told).toMatchObject([{ waiting: { kind: 'turn' } }]);
    permission.shut(new Error('refused'));
    await world.settle();
    expectAllSaved(world);
  });

  test('is sent while its bytes are still being written', async () => {
    const world = new World();
    const disk = gate();
    world.at(({ operation, when }) =>
      operation === 'blobs.put' && when === 'before' ? disk.opened : undefined,
    );
    await world.live().transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    expect(contents(world)).toEqual({ 'Cats/cat.png': PICTURE });
    disk.open();
    await world.settle();
    expectAllSaved(world);
  });

  test('waits for an album with its bytes safe', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([clicked('t1', null)]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'choosing-album', waiting: null }]);
    expect([life.activity, world.disk.blobs.size]).toEqual(['idle', 1]);
    await life.transfers.chooseAlbum('t1', 'Dogs/');
    await world.settle();
    expect(contents(world)).toEqual({ 'Dogs/cat.png': PICTURE });
    expectAllSaved(world);
  });

  test('takes an album that is chosen while it is still being fetched', async () => {
    const world = new World();
    const life = world.live();
    const bytes = gate();
    world.at(once('capture', 'before', () => bytes.opened));
    await life.transfers.add([clicked('t1', null)]);
    await world.idle();
    await life.transfers.chooseAlbum('t1', 'Dogs/');
    bytes.open();
    await world.settle();
    expect(contents(world)).toEqual({ 'Dogs/cat.png': PICTURE });
  });

  test('that S3 refuses keeps its reason and its bytes, and can be tried again', async () => {
    const world = new World();
    const life = world.live();
    world.at(
      once('put', 'before', () => {
        throw new ShoeboxError('access-denied', { action: 's3:PutObject', resource: 'arn' });
      }),
    );
    await life.transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    const failure = { code: 'access-denied', detail: { action: 's3:PutObject' } };
    expect(life.told).toMatchObject([{ state: 'failed', failure }]);
    expect(world.disk.transfers.get('t1')).toMatchObject({ state: 'failed', failure });
    expect([world.count('put'), world.disk.blobs.size]).toEqual([1, 1]);
    await life.transfers.retry('t1');
    await world.settle();
    expect(life.settled.map(({ state }) => state)).toEqual(['failed', 'saved']);
    expect(world.count('capture')).toBe(1);
    expectAllSaved(world);
  });

  test('that is lost from the disk is fetched again; a file that is lost says so', async () => {
    const world = new World();
    const life = world.live();
    const bytes = {
      blobId: 'lost',
      size: 7,
      mediaType: 'image/png',
      rung: 'worker',
      url: 'https://example.org/',
    } as const;
    await life.transfers.add([
      { ...clicked('t1', 'Cats/'), bytes },
      { ...world.file('t2', 7), bytes },
    ]);
    await world.settle();
    expect(contents(world)).toEqual({ 'Cats/cat.png': PICTURE });
    expect(life.told[1]).toMatchObject({ state: 'failed', failure: { code: 'file-unreadable' } });
  });

  test('that was a data: URL is not kept twice', async () => {
    const world = new World();
    await world.live().transfers.add([clicked('t1', null, 'data:image/png;base64,AAAA')]);
    await world.settle();
    expect(JSON.stringify([...world.disk.transfers])).not.toContain('AAAA');
  });
});

describe('a file’s bytes', () => {
  test('of another length than was noted are not sent', async () => {
    const world = new World();
    const life = world.live();
    const transfer = world.file('t1', 7);
    world.disk.blobs.set('bytes-of-t1', new FakeBytes('t1', 8));
    await life.transfers.add([transfer]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'bytes-changed' } }]);
    expect(world.bucket.objects.size).toBe(0);
  });

  test('that can’t be read are a failure, small or large', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation }) => {
      if (operation === 'sha256') throw new ShoeboxError('bytes-changed');
    });
    await life.transfers.add([world.file('t1', 7), world.file('t2', 20 * 1024 ** 2)]);
    await world.settle();
    expect(life.told.map(({ failure }) => failure?.code)).toEqual(['bytes-changed', 'bytes-changed']);
    expect(world.bucket.objects.size).toBe(0);
    await life.transfers.dismiss(['t1', 't2']);
    await world.settle();
    expectNothingLeft(world);
  });
});

describe('transfers:', () => {
  test('a picture for one bucket does not go into another', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([{ ...clicked('t1', 'Cats/'), bucket: 'before/@aws' }]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'other-bucket' } }]);
    expect([world.bucket.objects.size, world.disk.blobs.size]).toEqual([0, 1]);
  });

  test('what is saved stays saved when the clean-up after it fails', async () => {
    const world = new World();
    const life = world.live();
    world.at(once('blobs.delete', 'before', refuse('unexpected')));
    await life.transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    await life.transfers.retry('t1');
    await world.settle();
    expect(life.settled.map(({ state }) => state)).toEqual(['saved']);
    expect(life.activity).toBe('idle');
  });

  test('a file that is added twice is one transfer', async () => {
    const world = new World();
    const life = world.live();
    await Promise.all([life.transfers.add([world.file('t1', 7)]), life.transfers.add([world.file('t1', 7)])]);
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle();
    expect(world.count('put')).toBe(1);
    expectAllSaved(world);
  });

  test('no album can be chosen for what is saved, or gone', async () => {
    const world = new World();
    const { transfers } = world.live();
    await transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    await expect(transfers.chooseAlbum('t1', 'Dogs/')).rejects.toMatchObject({ code: 'transfer-gone' });
    await expect(transfers.chooseAlbum('t2', 'Dogs/')).rejects.toMatchObject({ code: 'transfer-gone' });
    expect(world.disk.transfers.get('t1')).toMatchObject({ album: 'Cats/', key: 'Cats/cat.png' });
  });

  test('servers that never answer do not stop what has its bytes already', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation, what }) => (operation === 'capture' && what !== '' ? 'hang' : undefined));
    await life.transfers.add(Array.from({ length: 8 }, (_, index) => clicked(`t${index + 1}`, 'Slow/')));
    await life.transfers.add([world.file('t9', 7)]);
    await world.settle();
    expect(life.told.filter(({ state }) => state === 'saved').map(({ id }) => id)).toEqual(['t9']);
    expect(world.count('capture')).toBe(6);
  });

  test('five hundred arrive, six at a time', async () => {
    const world = new World();
    const life = world.live();
    let [most, now] = [0, 0];
    world.at(({ operation, when }) => {
      if (operation === 'put') now += when === 'before' ? 1 : -1;
      most = Math.max(most, now);
    });
    await life.transfers.add(
      Array.from({ length: 500 }, (_, index) => world.file(`t${index}`, 7, { name: `${index}.png` })),
    );
    await world.settle();
    expect([most, world.bucket.objects.size]).toEqual([6, 500]);
  });
});

describe('names of transfers', () => {
  test('are numbered, never overwritten, with one look at the album', async () => {
    const world = new World();
    for (const name of ['cat.png', 'cat (2).png', 'cat (3).png', 'cat (5).png'])
      occupy(world, `Cats/${name}`);
    await world.live().transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    expect(contents(world)).toMatchObject({ 'Cats/cat.png': 'Cats/cat.png', 'Cats/cat (4).png': PICTURE });
    expect([world.count('put'), world.count('listSizes')]).toEqual([2, 1]);
  });

  test('that are taken again and again end as a failure, not in a circle', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation, when }) => {
      if (operation === 'put' && when === 'before') throw new ShoeboxError('name-taken');
    });
    await life.transfers.add([clicked('t1', 'Cats/')]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'failed', failure: { code: 'name-taken' } }]);
    expect(world.count('put')).toBeLessThanOrEqual(20);
  });

  test('of twenty different pictures at once are all different', async () => {
    const world = new World();
    await world
      .live()
      .transfers.add(Array.from({ length: 20 }, (_, index) => world.file(`t${index}`, 7 + (index % 3))));
    await world.settle();
    expect(world.bucket.objects.size).toBe(20);
    expectAllSaved(world);
  });
});

describe('the same bytes added', () => {
  test('again in the same album are there already', async () => {
    const world = new World();
    const life = world.live();
    await life.transfers.add([world.file('t1', 7, { source: 'same' })]);
    await world.settle();
    await life.transfers.add([world.file('t2', 7, { source: 'same' })]);
    await world.settle();
    expect(life.told.map(({ outcome, key }) => [outcome, key])).toEqual([
      ['stored', 'Cats/cat.png'],
      ['already-there', 'Cats/cat.png'],
    ]);
    expectAllSaved(world);
  });

  test.each([
    ['the same', 'same', 'already-there', (nfd: string) => nfd],
    ['other', 'other', 'stored', () => 'Cats/\u00fc \ud55c (2).png'],
  ])('beside a file from a Mac whose name looks the same: %s bytes', async (_, source, outcome, key) => {
    const world = new World();
    const life = world.live();
    const { transfers } = life;
    const name = '\u00fc \ud55c.png';
    const nfd = `Cats/${name.normalize('NFD')}`;
    await transfers.add([world.file('t1', 7, { source: 'same', album: 'Dogs/' })]);
    await world.settle();
    const stored = world.bucket.objects.get('Dogs/cat.png');
    if (stored === undefined) throw new Error('it was stored');
    world.bucket.objects.set(nfd, { ...stored, metadata: {} });
    await transfers.add([{ ...world.file('t2', 7, { source }), name }]);
    await world.settle();
    expect(life.told.at(-1)).toMatchObject({ outcome, key: key(nfd) });
  });

  test('where S3 denies to look at what is not there are stored, whatever forms their name has', async () => {
    const world = new World();
    const life = world.live();
    world.at(({ operation }) => {
      if (operation === 'head') throw new ShoeboxError('access-denied', { action: 's3:GetObject' });
    });
    const name = '\u00fc \ud55c.png';
    await life.transfers.add([{ ...world.file('t1', 7), name }]);
    await world.settle();
    expect(life.told.at(-1)).toMatchObject({ outcome: 'stored', key: `Cats/${name}` });
  });

  test.each([true, false])(
    'at the same time are stored once (a bucket that tells checksums: %s)',
    async tells => {
      const world = new World();
      world.bucket.tellsChecksums = tells;
      const life = world.live();
      await life.transfers.add([
        world.file('t1', 7, { source: 'same' }),
        world.file('t2', 7, { source: 'same' }),
        world.file('t3', 7, { source: 'other' }),
      ]);
      await world.settle();
      expect(life.told.map(({ outcome }) => outcome)).toEqual(['stored', 'already-there', 'stored']);
      expect(Object.keys(contents(world))).toEqual(['Cats/cat.png', 'Cats/cat (2).png']);
      expectAllSaved(world);
    },
  );

  describe.each([true, false])(
    'that an object of somebody else claims to hold (a bucket that tells checksums: %s)',
    tells => {
      const claiming = async (world: World, content: string): Promise<void> => {
        world.bucket.tellsChecksums = tells;
        const { transfers } = world.live();
        await transfers.add([world.file('t0', 7, { source: 'same', album: 'Dogs/' })]);
        await world.settle();
        const stored = world.bucket.objects.get('Dogs/cat.png');
        if (stored === undefined) throw new Error('it was stored');
        const metadata = { 'shoebox-sha256': stored.metadata['shoebox-sha256'] ?? '' };
        const checksum = checksumOf(content === 'the same' ? stored.content : content);
        const bytes = content === 'the same' ? stored.content : content;
        world.bucket.objects.set('Cats/cat.png', { ...stored, content: bytes, checksum, metadata });
        await transfers.add([world.file('t1', 7, { source: 'same' })]);
        await world.settle();
      };

      test('are there already if they are', async () => {
        const world = new World();
        await claiming(world, 'the same');
        expect(Object.keys(contents(world))).toEqual(['Dogs/cat.png', 'Cats/cat.png']);
        expect(world.disk.transfers.get('t1')).toMatchObject({
          outcome: 'already-there',
          key: 'Cats/cat.png',
        });
      });

      test('are stored beside it if it lies', async () => {
        const world = new World();
        await claiming(world, 'others');
        expect(world.disk.transfers.get('t1')).toMatchObject({ outcome: 'stored', key: 'Cats/cat (2).png' });
        expect(contents(world)).toMatchObject({
          'Cats/cat.png': 'others',
          'Cats/cat (2).png': expect.stringMatching(/same/),
        });
      });

      test('are stored beside it if its bytes can’t be had', async () => {
        const world = new World();
        world.at(({ operation, when }) => {
          if (operation === 'sha256Of' && when === 'before') throw new ShoeboxError('access-denied');
        });
        await claiming(world, tells ? 'others' : 'the same');
        expect(world.disk.transfers.get('t1')).toMatchObject({ outcome: 'stored', key: 'Cats/cat (2).png' });
      });
    },
  );

  test('under a number are found as well', async () => {
    const world = new World();
    occupy(world, 'Cats/cat.png', 7);
    const { transfers } = world.live();
    await transfers.add([world.file('t1', 7, { source: 'same' })]);
    await world.settle();
    await transfers.add([world.file('t2', 7, { source: 'same' })]);
    await world.settle();
    expect(await transfers.get('t2')).toMatchObject({ outcome: 'already-there', key: 'Cats/cat (2).png' });
    expect(world.bucket.objects.size).toBe(2);
  });

  test('are found behind a gap in the numbers, and after a lost answer there', async () => {
    const world = new World();
    for (const name of ['cat.png', 'cat (2).png']) occupy(world, `Cats/${name}`);
    const { transfers } = world.live();
    world.at(
      once('put', 'after', () => {
        // Somebody makes room before it.
        world.bucket.objects.delete('Cats/cat (2).png');
        throw new ShoeboxError('endpoint-unreachable');
      }),
    );
    await transfers.add([world.file('t1', 7, { source: 'same' })]);
    await world.settle();
    await transfers.add([world.file('t2', 7, { source: 'same' })]);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png', 'Cats/cat (3).png']);
    expect(await transfers.get('t2')).toMatchObject({ outcome: 'already-there', key: 'Cats/cat (3).png' });
  });

  test('in another album are another object', async () => {
    const world = new World();
    await world
      .live()
      .transfers.add([
        world.file('t1', 7, { source: 'same' }),
        world.file('t2', 7, { source: 'same', album: 'Dogs/' }),
      ]);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png', 'Dogs/cat.png']);
  });
});

describe('a lost answer to a put', () => {
  test('is resolved by asking whose object is there', async () => {
    const world = new World();
    const life = world.live();
    world.at(once('put', 'after', refuse('endpoint-unreachable')));
    await life.transfers.add([world.file('t1', 7)]);
    await world.settle();
    expect(life.told).toMatchObject([{ state: 'saved', outcome: 'stored', key: 'Cats/cat.png' }]);
    expect(world.bucket.objects.size).toBe(1);
    expectAllSaved(world);
  });

  test('is resolved also under a numbered name', async () => {
    const world = new World();
    occupy(world, 'Cats/cat.png');
    world.at(once('put', 'after', refuse('s3-unavailable')));
    await world.live().transfers.add([world.file('t1', 7)]);
    await world.settle();
    expect(Object.keys(contents(world))).toEqual(['Cats/cat.png', 'Cats/cat (2).png']);
    expectAllSaved(world);
  });
});

test('that a picture is saved is told as soon as S3 says so, however lately another one was', async () => {
  const world = new World();
  const life = world.live();
  const answers = [gate(), gate()];
  world.at(({ operation, when, nth }) =>
    operation === 'put' && when === 'after' ? answers[nth - 1]?.opened : undefined,
  );
  await life.transfers.add([world.file('t1', 7), world.file('t2', 7)]);
  await world.settle(500);
  for (const [index, answer] of answers.entries()) {
    answer.open();
    await world.settle(10);
    expect(life.told.filter(({ state }) => state === 'saved').length).toBe(index + 1);
  }
});
