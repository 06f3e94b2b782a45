import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { thumbnailIdOf, thumbnailKeyOf } from '../../src/core/thumbnail-key';
import type { ReadOptions, ThumbnailPorts } from '../../src/thumbnails/ports';
import {
  createThumbnailService,
  type SavedPhoto,
  type ThumbnailService,
} from '../../src/thumbnails/thumbnail-service';
import { placed, rawFiles } from '../core/crafted-raws';

const MB = 1_000_000;
const photo = (name: string, size = 2 * MB): SavedPhoto => ({
  key: `Album/${name}`,
  etag: `tag of ${name}`,
  size,
  bucket: 'ours',
  bytesIn: 'memory',
});
const keyOf = (one: SavedPhoto): string => thumbnailKeyOf('', one) ?? '';
/** By its first bytes, a JPEG. */
const picture = new Blob([Uint8Array.of(0xff, 0xd8, 0xff), 'picture']);

let objects: Map<string, Blob>;
let asked: { key: string; reading: ReadOptions }[];
let cache: Map<string, Blob | null>;
let ports: { -readonly [Name in keyof ThumbnailPorts]: ThumbnailPorts[Name] };
let rested: number[];
let failure: ShoeboxError | null;
let thumbnails: ThumbnailService;

beforeEach(() => {
  objects = new Map();
  asked = [];
  cache = new Map();
  rested = [];
  failure = null;
  ports = {
    async openBucket(identity) {
      if (identity !== null && identity !== 'ours') throw new ShoeboxError('other-bucket', { bucket: '' });
      return {
        identity: 'ours',
        prefix: '',
        async read({ key, versionId }, reading) {
          asked.push({ key, reading });
          if (failure !== null) throw failure;
          const object = objects.get(versionId === undefined ? key : `${key}?${versionId}`);
          if (object === undefined) throw new ShoeboxError('object-not-found', { key });
          return reading.range === null ? object : object.slice(reading.range.start, reading.range.end);
        },
        async store(key, thumbnail) {
          if (failure !== null) throw failure;
          objects.set(key, thumbnail);
        },
      };
    },
    cache: {
      get: async id => cache.get(id),
      put: async (id, thumbnail) => void cache.set(id, thumbnail),
    },
    make: async whole => new Blob(['small of ', whole]),
    makeFromHead: async () => null,
    validate: async stored => stored,
    mayStore: async () => true,
    sleep: async ms => void rested.push(ms),
    now: () => 0,
    onActivity: vi.fn(),
    report: vi.fn(),
  };
  thumbnails = createThumbnailService(ports);
});

const textOf = async (blob: Blob | null | undefined): Promise<string | undefined> =>
  (await blob?.text())?.replaceAll('\ufffd', '');
const idle = (): Promise<void> =>
  vi.waitFor(() => expect(ports.onActivity).toHaveBeenLastCalledWith('idle'), 10_000);

describe('for a picture that was just saved', () => {
  const saved = photo('a.jpg');

  test('the thumbnail is on this computer and in the bucket', async () => {
    thumbnails.photoSaved(saved, picture);
    await idle();
    expect(await textOf(cache.get(thumbnailIdOf(saved) ?? ''))).toBe('small of picture');
    expect(await textOf(objects.get(keyOf(saved)))).toBe('small of picture');
    expect(asked).toEqual([]);
  });

  test.each([
    ['memory', 16],
    ['disk', 30],
  ] as const)(
    'of 30 pictures of 16 MiB at once, whose bytes are in %s, %i wait for it',
    async (bytesIn, count) => {
      const MIB = 1024 ** 2;
      const large = new Blob([new Uint8Array(16 * MIB)]);
      ports.make = async () => new Blob(['small']);
      thumbnails = createThumbnailService(ports);
      for (let index = 0; index < 30; index++)
        thumbnails.photoSaved({ ...photo(`${index}.jpg`, 16 * MIB), bytesIn }, large);
      await idle();
      expect(objects.size).toBe(count);
    },
  );

  test('no thumbnail is sent while transfers are under way', async () => {
    thumbnails.setBusy(true);
    thumbnails.photoSaved(saved, picture);
    await idle();
    expect([cache.size, objects.size]).toEqual([1, 0]);
    thumbnails.setBusy(false);
    await vi.waitFor(() => expect(objects.size).toBe(1), 10_000);
  });

  test('no thumbnail is stored when the preference is off, nor in another bucket', async () => {
    ports.mayStore = async () => false;
    thumbnails = createThumbnailService(ports);
    thumbnails.photoSaved(saved, picture);
    await idle();
    ports.mayStore = async () => true;
    thumbnails.photoSaved({ ...saved, bucket: 'another' }, picture);
    await idle();
    expect([cache.size, objects.size]).toEqual([1, 0]);
  });

  test('a small one’s is on this computer only: the picture itself is as soon there', async () => {
    thumbnails.photoSaved(photo('small.png', 9000), picture);
    await idle();
    expect([cache.size, objects.size]).toEqual([1, 0]);
  });

  test('a thumbnail that S3 refuses is not sent again', async () => {
    failure = new ShoeboxError('access-denied', { action: 's3:PutObject', resource: '' });
    thumbnails.photoSaved(saved, picture);
    await idle();
    failure = null;
    thumbnails.photoSaved(photo('b.jpg'), picture);
    await idle();
    expect([cache.size, objects.size]).toEqual([2, 0]);
    expect(ports.report).toHaveBeenCalledExactlyOnceWith('thumbnails.store', expect.any(ShoeboxError));
  });

  test('a thumbnail asked for at once does not wait for others, nor for the bucket', async () => {
    ports.sleep = () => new Promise(() => {});
    thumbnails = createThumbnailService(ports);
    thumbnails.photoSaved(photo('b.jpg'), picture);
    thumbnails.photoSaved(saved, picture);
    expect(await thumbnails.ensureCached(saved)).toBe(true);
    expect(asked).toEqual([]);
  });

  test('no thumbnail stays of one that is deleted meanwhile', async () => {
    thumbnails.setBusy(true);
    thumbnails.photoSaved(saved, picture);
    await idle();
    thumbnails.discardPending([saved]);
    thumbnails.setBusy(false);
    await idle();
    expect(objects.size).toBe(0);
  });
});

describe('for a picture that is seen for the first time', () => {
  const seen = photo('a.jpg');

  test('the bucket’s thumbnail is taken', async () => {
    objects.set(keyOf(seen), new Blob(['stored']));
    expect(await thumbnails.ensureCached(seen)).toBe(true);
    expect(await textOf(cache.get(thumbnailIdOf(seen) ?? ''))).toBe('stored');
    expect(asked.map(({ key }) => key)).toEqual([keyOf(seen)]);
  });

  test('a stored thumbnail that is no small picture is not shown', async () => {
    objects.set(keyOf(seen), new Blob(['a bomb']));
    objects.set(seen.key, picture);
    ports.validate = async () => null;
    thumbnails = createThumbnailService(ports);
    expect(await thumbnails.ensureCached(seen)).toBe(true);
    await idle();
    expect(await textOf(objects.get(keyOf(seen)))).toBe('small of picture');
  });

  test('the embedded thumbnail is used', async () => {
    objects.set(seen.key, picture);
    ports.makeFromHead = async () => new Blob(['embedded']);
    thumbnails = createThumbnailService(ports);
    await thumbnails.ensureCached(seen);
    await idle();
    expect(await textOf(objects.get(keyOf(seen)))).toBe('embedded');
    expect(asked.map(({ reading }) => reading.range?.end ?? null)).toEqual([null, 98_304]);
  });

  test('the picture is fetched if it has no embedded thumbnail and was not replaced', async () => {
    objects.set(seen.key, picture);
    await thumbnails.ensureCached(seen);
    expect(asked.at(-1)).toEqual({
      key: seen.key,
      reading: { etag: seen.etag, maxBytes: 25_000_000, range: null }, // unpacked, it may be more
    });
    expect(await textOf(cache.get(thumbnailIdOf(seen) ?? ''))).toBe('small of picture');
  });

  test('of one that was deleted it is made of its version, and stays on this computer', async () => {
    objects.set(`${seen.key}?v`, picture);
    expect(await thumbnails.ensureCached({ ...seen, versionId: 'v' })).toBe(true);
    expect(ports.onActivity).not.toHaveBeenCalled(); // nothing is to be stored
    expect(await textOf(cache.get(thumbnailIdOf(seen) ?? ''))).toBe('small of picture');
    expect([...objects.keys()]).toEqual([`${seen.key}?v`]);
  });

  test('a large one is not fetched, and not asked for again', async () => {
    const large = photo('large.png', 60 * MB);
    expect(await thumbnails.ensureCached(large)).toBe(false);
    const before = asked.length;
    expect(await thumbnails.ensureCached(large)).toBe(false);
    expect([before, asked.length]).toEqual([1, 1]);
  });

  test('a RAW file costs the ranges that lead to its preview', async () => {
    const small = `\xff\xd8${'s'.repeat(9_000)}\xff\xd9`;
    const [cr2] = rawFiles(small, `\xff\xd8${'L'.repeat(900_000)}`, 18 * MB);
    if (cr2 === undefined) throw new Error('no file');
    const raw = photo(cr2.name, cr2.size);
    objects.set(raw.key, new Blob([placed(cr2.size, cr2.pieces)]));
    ports.make = async preview => new Blob(['small of ', preview]);
    thumbnails = createThumbnailService(ports);
    expect(await thumbnails.ensureCached(raw)).toBe(true);
    expect(await textOf(cache.get(thumbnailIdOf(raw) ?? ''))).toMatch(/^small of .*sss/s);
    const read = asked.flatMap(({ reading: { range } }) => (range === null ? [] : [range.end - range.start]));
    expect(read.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(128 * 1024);
    await idle();
    expect(objects.has(keyOf(raw))).toBe(true);
  });

  test.each(['IMG_1.HEIC', 'notes', 'DSC_1.NEF'])(
    '%s that is no picture, and holds none, costs its head alone',
    async name => {
      const other = photo(name, 18 * MB);
      objects.set(other.key, new Blob([new Uint8Array(18 * MB)]));
      expect(await thumbnails.ensureCached(other)).toBe(false);
      expect(await thumbnails.ensureCached(other)).toBe(false);
      expect(asked.filter(({ key }) => key === other.key).map(({ reading }) => reading.range?.end)).toEqual([
        98_304,
      ]);
    },
  );

  test('a JPEG that is called HEIC is one', async () => {
    const misnamed = photo('IMG_1.HEIC', 2 * MB);
    objects.set(misnamed.key, picture);
    expect(await thumbnails.ensureCached(misnamed)).toBe(true);
    expect(await textOf(cache.get(thumbnailIdOf(misnamed) ?? ''))).toBe('small of picture');
  });

  test('a failure without a network is not remembered', async () => {
    failure = new ShoeboxError('offline');
    await expect(thumbnails.ensureCached(seen)).rejects.toMatchObject({ code: 'offline' });
    failure = null;
    objects.set(seen.key, picture);
    expect(await thumbnails.ensureCached(seen)).toBe(true);
  });

  test('two at once make one request', async () => {
    objects.set(keyOf(seen), new Blob(['stored']));
    await Promise.all([
      thumbnails.ensureCached(seen),
      thumbnails.ensureCached({ ...seen, key: 'Copy/a.jpg' }),
    ]);
    expect(asked.length).toBe(1);
  });

  test('an SVG is its own thumbnail, on this computer', async () => {
    const drawing = photo('a.svg', 400);
    objects.set(drawing.key, new Blob(['<svg/>']));
    expect(await thumbnails.ensureCached(drawing)).toBe(true);
    expect(cache.get(thumbnailIdOf(drawing) ?? '')?.type).toBe('image/svg+xml');
    expect(await thumbnails.ensureCached(photo('b.svg', MB))).toBe(false);
  });
});

test('of an archived photo only a stored thumbnail is read, and one is made once it was restored', async () => {
  const archived = { ...photo('cold.jpg'), isArchived: true };
  expect(await thumbnails.ensureCached(archived)).toBe(false);
  expect(asked.map(({ key }) => key)).toEqual([keyOf(archived)]);
  objects.set(archived.key, picture);
  expect(await thumbnails.ensureCached(photo('cold.jpg'))).toBe(true);
  objects.set(keyOf(photo('other.jpg')), picture);
  expect(await thumbnails.ensureCached({ ...photo('other.jpg'), isArchived: true })).toBe(true);
});
