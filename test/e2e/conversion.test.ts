import { readFile } from 'node:fs/promises';
import { imageDimensionsFromData } from 'image-dimensions';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, NO_CONVERSION } from '../../src/core/preferences';
import type { TransferView } from '../../src/messaging/protocol';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { saveSource, setPreferences } from './web-source';

// Pictures that become others on their way, in a real browser's worker.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

afterEach(() => setPreferences(fixture, DEFAULT_PREFERENCES));

const located = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../location/fixtures/${name}`, import.meta.url)));

const dataUrl = (bytes: Uint8Array): string => `data:;base64,${Buffer.from(bytes).toString('base64')}`;

const photo = (name: string): Uint8Array => fixture.site.files.get(name) ?? new Uint8Array();

interface Stored {
  readonly transfer: TransferView;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** In hex; undefined for a picture that is as it came. */
  readonly original: string | undefined;
}

async function stored(url: string): Promise<Stored> {
  const transfer = await saveSource(fixture, { url, alt: 'Galaxies' });
  if (transfer.key === null) throw new Error(JSON.stringify(transfer.failure));
  const { contentType, metadata } = await fixture.owner.metadata(transfer.key);
  const original = metadata['shoebox-original-sha256'];
  return {
    transfer,
    bytes: await fixture.owner.read(transfer.key),
    contentType,
    original: original === undefined ? undefined : Buffer.from(original, 'base64').toString('hex'),
  };
}

test('an image is saved byte for byte by default', async () => {
  for (const name of ['located.jpg', 'located.webp', 'located.avif']) {
    const bytes = await located(name);
    const { bytes: kept, original } = await stored(dataUrl(bytes));
    expect(sha256(kept)).toBe(sha256(bytes));
    expect(original).toBeUndefined();
  }
});

describe('saving in another format', () => {
  test.each([
    ['jpeg', 'image/jpeg', 'jpg'],
    ['png', 'image/png', 'png'],
  ] as const)(
    'makes %s of WebP and AVIF, with the right type and name, and the original’s hash',
    async (format, type, ext) => {
      await setPreferences(fixture, { conversion: { ...NO_CONVERSION, format } });
      for (const name of ['hubble-deep-field.webp', 'located.avif'] as const) {
        const bytes = name === 'located.avif' ? await located(name) : photo(name);
        const got = await stored(dataUrl(bytes));
        expect(got.contentType).toBe(type);
        expect(got.transfer.key).toMatch(new RegExp(`/Galaxies\\.${ext}$`));
        expect(imageDimensionsFromData(got.bytes)?.type).toBe(format);
        expect(got.original).toBe(sha256(bytes));
        expect(got.transfer.note).toBeNull();
      }
    },
  );

  test('leaves animations and vector images as they are', async () => {
    await setPreferences(fixture, { conversion: { ...NO_CONVERSION, format: 'jpeg', maxEdge: 16 } });
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"/>');
    for (const bytes of [gif, svg, ANIMATED_WEBP]) {
      const got = await stored(dataUrl(bytes));
      expect(sha256(got.bytes)).toBe(sha256(bytes));
      expect(got.original).toBeUndefined();
    }
  });
});

describe('saving in another size', () => {
  test('shrinks larger pictures to the longest edge and leaves smaller ones', async () => {
    await setPreferences(fixture, { conversion: { ...NO_CONVERSION, maxEdge: 300 } });
    const before = imageDimensionsFromData(photo('rocket.jpg'));
    const got = await stored(dataUrl(photo('rocket.jpg')));
    const after = imageDimensionsFromData(got.bytes);
    expect(after?.type).toBe('jpeg');
    expect(Math.max(after?.width ?? 0, after?.height ?? 0)).toBe(300);
    const ratio = (size: typeof before): number => (size?.width ?? 0) / (size?.height ?? 1);
    expect(ratio(after)).toBeCloseTo(ratio(before), 1);
    expect(got.original).toBe(sha256(photo('rocket.jpg')));

    const small = await located('located.jpg');
    expect(sha256((await stored(dataUrl(small))).bytes)).toBe(sha256(small));
  });

  test('stores a photograph upright that its Exif orientation turns', async () => {
    await setPreferences(fixture, { conversion: { ...NO_CONVERSION, maxEdge: 18 } });
    const got = await stored(dataUrl(await located('located.jpg')));
    // 24 × 16, to be turned by a quarter.
    expect(imageDimensionsFromData(got.bytes)).toMatchObject({ width: 12, height: 18, type: 'jpeg' });
    expect(Buffer.from(got.bytes).toString('latin1')).not.toContain('Exif');
  });

  test('makes smaller files at a lower quality', async () => {
    const sizes: number[] = [];
    for (const quality of [10, 95]) {
      await setPreferences(fixture, { conversion: { ...NO_CONVERSION, maxEdge: 400, quality } });
      sizes.push((await stored(dataUrl(photo('rocket.jpg')))).bytes.length);
    }
    expect(sizes[1]).toBeGreaterThan((sizes[0] ?? 0) * 3);
  });
});

test('the details of a converted photo name the original', async () => {
  await setPreferences(fixture, { conversion: { ...NO_CONVERSION, format: 'jpeg' } });
  const { transfer, original } = await stored(dataUrl(photo('hubble-deep-field.webp')));
  const reply = await fixture.call('photos.details', { key: transfer.key ?? '' });
  expect(reply).toMatchObject({ ok: true, value: { originalSha256: original } });
});

describe('saving without the GPS location', () => {
  test.each(['located.jpg', 'located.png', 'located.webp', 'located.avif'])(
    'removes the location alone from %s',
    async name => {
      await setPreferences(fixture, { conversion: { ...NO_CONVERSION, stripLocation: true } });
      const before = await located(name);
      const got = await stored(dataUrl(before));
      const text = Buffer.from(got.bytes).toString('latin1');
      expect(got.bytes).toHaveLength(before.length);
      expect(text).not.toContain('Busan');
      expect(text).toContain('Kodak');
      expect(got.original).toBe(sha256(before));
    },
  );

  test('leaves a picture without a location bit for bit, and does not call it converted', async () => {
    await setPreferences(fixture, { conversion: { ...NO_CONVERSION, stripLocation: true } });
    const got = await stored(dataUrl(photo('rocket.jpg')));
    expect(sha256(got.bytes)).toBe(sha256(photo('rocket.jpg')));
    expect(got.original).toBeUndefined();
  });
});

test('a picture that can’t be converted is saved as it came, with a note', async () => {
  await setPreferences(fixture, { conversion: { ...NO_CONVERSION, maxEdge: 100 } });
  // A header that claims 60,000 × 60,000 pixels.
  const bomb = Buffer.from(photo('chelsea-the-cat.png'));
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  for (const bytes of [bomb, photo('chelsea-the-cat.png').subarray(0, 400)]) {
    const got = await stored(dataUrl(bytes));
    expect(got.transfer).toMatchObject({ state: 'saved', note: { code: 'not-converted' } });
    expect(sha256(got.bytes)).toBe(sha256(bytes));
  }
});

test('the location is removed from a picture that can’t be made smaller', async () => {
  await setPreferences(fixture, { conversion: { ...NO_CONVERSION, maxEdge: 16, stripLocation: true } });
  const tooLarge = Buffer.from(await located('located.png'));
  tooLarge.writeUInt32BE(60_000, 16);
  tooLarge.writeUInt32BE(60_000, 20);
  const got = await stored(dataUrl(tooLarge));
  expect(got.transfer.note).toMatchObject({ code: 'not-converted' });
  expect(Buffer.from(got.bytes).toString('latin1')).not.toContain('Busan');
  expect(got.original).toBe(sha256(tooLarge));
});

/** The head of an animation in the extended format; nobody looks further. */
const ANIMATED_WEBP = Buffer.from(
  'RIFF\x2a\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x3f\0\0\x3f\0\0ANIM\x06\0\0\0\0\0\0\0\0\0',
  'latin1',
);
