import { describe, expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { clicked, deferred, liveIn, newWorld, PICTURE } from './fake-ports';

const never = <Value>(): Promise<Value> => new Promise(() => {});

const isSaved = (transfers: readonly { state: string }[]): boolean =>
  transfers.every(({ state }) => state === 'saved');

describe('a transfer', () => {
  test('ends as an object with the bytes and where they came from, and leaves no bytes behind', async () => {
    const world = newWorld();
    const life = liveIn(world);
    await life.transfers.add(clicked('t1', 'Cats/'));
    const [transfer] = await life.until(list => list.length === 1 && isSaved(list));
    expect(transfer).toMatchObject({ key: 'Cats/cat.png', uploaded: PICTURE.size, failure: null });
    expect(await world.bucket.get('Cats/cat.png')?.body.text()).toBe('picture');
    expect(world.bucket.get('Cats/cat.png')?.metadata).toMatchObject({
      'source-url': 'https://example.org/cat.png',
      'source-page': 'https://example.org/',
      'shoebox-transfer': 't1',
    });
    expect(life.settled.map(({ state }) => state)).toEqual(['saved']);
    await expect.poll(() => world.blobs.size).toBe(0);
  });

  test('is written down before it is acknowledged, and begins when the question of permission is answered', async () => {
    const world = newWorld();
    const life = liveIn(world);
    const permission = deferred();
    await life.transfers.add(clicked('t1', 'Cats/'), permission.promise);
    expect(world.journal.get('t1')).toMatchObject({ state: 'under-way', bytes: null });
    await life.transfers.resume();
    expect(world.blobs.size).toBe(0);
    permission.reject(new Error('refused'));
    await life.until(list => list.length === 1 && isSaved(list));
  });

  test('waits for an album with its bytes safe', async () => {
    const world = newWorld();
    const life = liveIn(world);
    await life.transfers.add(clicked('t1', null));
    await life.until(([transfer]) => transfer?.state === 'choosing-album');
    expect(world.blobs.size).toBe(1);
    await life.transfers.chooseAlbum('t1', 'Dogs/');
    await life.until(isSaved);
    expect([...world.bucket.keys()]).toEqual(['Dogs/cat.png']);
  });

  test('an album chosen while the picture is still being fetched is not forgotten', async () => {
    const world = newWorld();
    const bytes = deferred();
    const life = liveIn(world, {
      capture: async () => {
        await bytes.promise;
        return { blob: PICTURE, name: 'cat.png', mediaType: 'image/png', rung: 'worker', note: null };
      },
    });
    await life.transfers.add(clicked('t1', null));
    await life.transfers.chooseAlbum('t1', 'Dogs/');
    bytes.resolve();
    await life.until(list => list.length === 1 && isSaved(list));
    expect([...world.bucket.keys()]).toEqual(['Dogs/cat.png']);
  });

  test('that fails keeps its reason and its bytes, and can be tried again', async () => {
    const world = newWorld();
    let refuse = true;
    const life = liveIn(world, {
      beforePut: async () => {
        if (refuse) throw new ShoeboxError('access-denied', { action: 's3:PutObject', resource: 'arn' });
      },
    });
    await life.transfers.add(clicked('t1', 'Cats/'));
    const [transfer] = await life.until(([first]) => first?.state === 'failed');
    expect(transfer?.failure).toMatchObject({ code: 'access-denied', detail: { action: 's3:PutObject' } });
    expect(world.journal.get('t1')?.state).toBe('failed');
    expect(world.blobs.size).toBe(1);
    refuse = false;
    await life.transfers.retry('t1');
    await life.until(isSaved);
  });

  test('that is cancelled leaves nothing: no entry, no bytes, no object', async () => {
    const world = newWorld();
    const reached = deferred();
    const life = liveIn(world, {
      beforePut: ({ signal }) => {
        reached.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    await life.transfers.add(clicked('t1', 'Cats/'));
    await reached.promise;
    await life.transfers.remove('t1');
    await life.until(list => list.length === 0);
    expect([world.journal.size, world.blobs.size, world.bucket.size]).toEqual([0, 0, 0]);
    expect(life.settled).toEqual([]);
  });
});

describe('at the edges', () => {
  test('a picture for one bucket does not go into another', async () => {
    const world = newWorld();
    const life = liveIn(world);
    await life.transfers.add({ ...clicked('t1', 'Cats/'), bucket: 'before/@aws' });
    const [transfer] = await life.until(([first]) => first?.state === 'failed');
    expect(transfer?.failure?.code).toBe('other-bucket');
    expect([world.bucket.size, world.blobs.size]).toEqual([0, 1]);
  });

  test('what is saved stays saved when the clean-up after it fails', async () => {
    const world = newWorld();
    world.blobs.delete = () => {
      throw new Error('the disk is gone');
    };
    const life = liveIn(world);
    await life.transfers.add(clicked('t1', 'Cats/'));
    await life.until(list => list.length === 1 && isSaved(list));
    await life.transfers.retry('t1');
    expect(life.settled.map(({ state }) => state)).toEqual(['saved']);
  });

  test('a file that is handed over twice is added once', async () => {
    const world = newWorld();
    const life = liveIn(world);
    await life.transfers.add(clicked('t1', 'Cats/'));
    await life.transfers.add(clicked('t1', 'Cats/'));
    await life.until(list => list.length === 1 && isSaved(list));
    expect(world.bucket.size).toBe(1);
  });

  test('no album can be chosen for what is saved, or gone', async () => {
    const world = newWorld();
    const life = liveIn(world);
    await life.transfers.add(clicked('t1', 'Cats/'));
    await life.until(list => list.length === 1 && isSaved(list));
    await expect(life.transfers.chooseAlbum('t1', 'Dogs/')).rejects.toMatchObject({ code: 'transfer-gone' });
    await expect(life.transfers.chooseAlbum('t2', 'Dogs/')).rejects.toMatchObject({ code: 'transfer-gone' });
    expect(world.journal.get('t1')).toMatchObject({ album: 'Cats/', key: 'Cats/cat.png' });
  });

  test('a late “Dismiss” does not stop what is being tried again', async () => {
    const world = newWorld();
    const life = liveIn(world, { beforePut: never });
    await life.transfers.add(clicked('t1', 'Cats/'));
    await life.transfers.dismiss('t1');
    expect(world.journal.has('t1')).toBe(true);
  });

  test('servers that never answer do not stop what has its bytes already', async () => {
    const world = newWorld();
    const life = liveIn(world, { capture: never });
    for (let n = 1; n <= 8; n++) await life.transfers.add(clicked(`t${n}`, 'Slow/'));
    world.blobs.set('b1', PICTURE);
    await life.transfers.add({
      ...clicked('t9', 'Cats/'),
      bytes: { blobId: 'b1', size: PICTURE.size, mediaType: 'image/png', rung: 'file' },
    });
    await life.until(list => list.some(({ id, state }) => id === 't9' && state === 'saved'));
  });

  test('lost bytes of a picture are fetched again', async () => {
    const world = newWorld();
    const life = liveIn(world);
    await life.transfers.add({
      ...clicked('t1', 'Cats/'),
      bytes: { blobId: 'lost', size: 1, mediaType: 'image/png', rung: 'worker' },
    });
    await life.until(list => list.length === 1 && isSaved(list));
    expect(await world.bucket.get('Cats/cat.png')?.body.text()).toBe('picture');
  });

  test('the bytes of a data: URL are not kept twice', async () => {
    const world = newWorld();
    const life = liveIn(world);
    await life.transfers.add(clicked('t1', null, 'data:image/png;base64,AAAA'));
    await life.until(([first]) => first?.state === 'choosing-album');
    expect(JSON.stringify(world.journal.get('t1'))).not.toContain('AAAA');
  });
});

describe('the worker dies', () => {
  test('before the picture was fetched: the next one fetches it', async () => {
    const world = newWorld();
    await liveIn(world, { capture: never }).transfers.add(clicked('t1', 'Cats/'));
    const next = liveIn(world);
    await next.transfers.resume();
    await next.until(list => list.length === 1 && isSaved(list));
    expect([...world.bucket.keys()]).toEqual(['Cats/cat.png']);
  });

  test('with the bytes on disk: they are not fetched again', async () => {
    const world = newWorld();
    const first = liveIn(world, { beforePut: never });
    await first.transfers.add(clicked('t1', 'Cats/'));
    await first.until(([transfer]) => transfer?.bytes !== undefined && transfer.bytes !== null);
    const next = liveIn(world, { capture: () => Promise.reject(new Error('fetched twice')) });
    await next.transfers.resume();
    await next.until(list => list.length === 1 && isSaved(list));
  });

  test('after S3 stored the object but before it was noted: no second copy', async () => {
    const world = newWorld();
    const first = liveIn(world, { afterPut: never });
    await first.transfers.add(clicked('t1', 'Cats/'));
    await expect.poll(() => world.bucket.size).toBe(1);
    const next = liveIn(world);
    await next.transfers.resume();
    const [transfer] = await next.until(list => list.length === 1 && isSaved(list));
    expect(transfer?.key).toBe('Cats/cat.png');
    expect([...world.bucket.keys()]).toEqual(['Cats/cat.png']);
  });
});

describe('names', () => {
  test('are numbered, never overwritten, with one look at the album', async () => {
    const world = newWorld();
    for (const name of ['cat.png', 'cat (2).png', 'cat (3).png', 'cat (5).png']) {
      world.bucket.set(`Cats/${name}`, { body: new Blob([name]), metadata: {} });
    }
    const life = liveIn(world);
    await life.transfers.add(clicked('t1', 'Cats/'));
    const [transfer] = await life.until(list => list.length === 1 && isSaved(list));
    expect(transfer?.key).toBe('Cats/cat (4).png');
    expect(await world.bucket.get('Cats/cat.png')?.body.text()).toBe('cat.png');
  });

  test('twenty pictures of one name at once all arrive, each under its own', async () => {
    const world = newWorld();
    const life = liveIn(world);
    for (let n = 1; n <= 20; n++) await life.transfers.add(clicked(`t${n}`, 'Cats/'));
    await life.until(list => list.length === 20 && isSaved(list));
    expect(world.bucket.size).toBe(20);
  });
});
