import { readFile } from 'node:fs/promises';
import { imageDimensionsFromData } from 'image-dimensions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Conversion, DEFAULT_PREFERENCES, NO_CONVERSION } from '../../src/core/preferences';
import { sha256 } from '../e2e/bucket-owner';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// Names, conversions and provenance by Firefox's own means: its canvas, its decoders, its regular expressions.

let fixture: FirefoxFixture;

beforeAll(async () => {
  fixture = await openFirefoxFixture();
});

afterAll(() => fixture.close());

interface Stored {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Saves bytes, as a page may show them, into an album of their own. */
async function stored(bytes: Uint8Array, conversion: Partial<Conversion>): Promise<Stored> {
  const album = `${crypto.randomUUID()}/`;
  await fixture.call('preferences.save', {
    ...DEFAULT_PREFERENCES,
    nameTemplate: '{album}: {name}',
    conversion: { ...NO_CONVERSION, ...conversion },
  });
  await fixture.call('web.save', {
    album,
    sources: [
      {
        ...{ kind: 'web', wanted: 'image', betterUrls: [], tabId: -1, frameId: 0 },
        url: `data:;base64,${Buffer.from(bytes).toString('base64')}`,
        alt: 'A 👩‍🚀\u202e & a\u200d rocket',
        pageUrl: `${fixture.site.url}?id=1&fbclid=2`,
        frameUrl: fixture.site.url,
        pageTitle: '로켓',
      },
    ],
  });
  await expect.poll(() => fixture.owner.keys(album)).toHaveLength(1);
  const [key = ''] = await fixture.owner.keys(album);
  return {
    name: key.slice(album.length),
    bytes: await fixture.owner.read(key),
    ...(await fixture.owner.metadata(key)),
  };
}

const located = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../location/fixtures/${name}`, import.meta.url)));

test.each([
  ['jpeg', 'image/jpeg', 'jpg'],
  ['png', 'image/png', 'png'],
] as const)('WebP and AVIF are converted to %s when that is preferred', async (format, type, extension) => {
  for (const name of ['located.webp', 'located.avif']) {
    const original = await located(name);
    const got = await stored(original, { format });
    expect(got.contentType).toBe(type);
    expect(got.name.endsWith(`: A 👩‍🚀 & a rocket.${extension}`)).toBe(true);
    expect(imageDimensionsFromData(got.bytes)?.type).toBe(format);
    expect(got.metadata['shoebox-original-sha256']).toBe(
      Buffer.from(sha256(original), 'hex').toString('base64'),
    );
    expect(got.metadata).toMatchObject({
      'source-page': `${fixture.site.url}?id=1`,
      'source-title': encodeURIComponent('로켓'),
      'source-rung': 'data-url',
    });
  }
});

test('a photograph turned by its Exif orientation is upright after it is made smaller', async () => {
  const got = await stored(await located('located.jpg'), { maxEdge: 18 });
  expect(imageDimensionsFromData(got.bytes)).toMatchObject({ width: 12, height: 18, type: 'jpeg' });
});

test('WebP stays WebP when it is made smaller', async () => {
  const photo = fixture.site.files.get('hubble-deep-field.webp') ?? new Uint8Array();
  const got = await stored(photo, { maxEdge: 100 });
  expect(got.contentType).toBe('image/webp');
  const { width = 0, height = 0 } = imageDimensionsFromData(got.bytes) ?? {};
  expect(Math.max(width, height)).toBe(100);
});

test('the GPS location is removed from a JPEG', async () => {
  const original = await located('located.jpg');
  const got = await stored(original, { stripLocation: true });
  expect(got.bytes).toHaveLength(original.length);
  expect(Buffer.from(got.bytes).toString('latin1')).not.toContain('Busan');
});
