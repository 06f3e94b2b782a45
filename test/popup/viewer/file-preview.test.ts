import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shownFile } from '../../../src/popup/viewer/file-preview';
import { placed, psdWith, rawFiles } from '../../core/crafted-raws';

const SIZE = 3_000_000;
const URL_OF_FILE = 'https://bucket.test/file';

/** The smallest that a decoder would be told of: 640 × 480. */
const frame = '\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03\x01\x11\0\x02\x11\0\x03\x11\0';
const jpegOf = (length: number): string => `\xff\xd8${frame}\xff\xda${'\0'.repeat(length)}\xff\xd9`;

let ranges: string[];

/** A bucket with this one file in it; null: it is gone. */
function serve(bytes: Uint8Array<ArrayBuffer> | null, knowsRanges = true): void {
  vi.stubGlobal('fetch', async (_: string, { headers }: { readonly headers: { readonly range: string } }) => {
    ranges.push(headers.range);
    if (bytes === null) return new Response('<Error/>', { status: 404 });
    if (!knowsRanges) return new Response(bytes, { status: 200 });
    const [, start = '', end = ''] = /^bytes=(\d+)-(\d+)$/.exec(headers.range) ?? [];
    return new Response(bytes.slice(Number(start), Number(end) + 1), { status: 206 });
  });
}

const shown = (size = SIZE) => shownFile(size, URL_OF_FILE, new AbortController().signal);

beforeEach(() => {
  ranges = [];
  vi.stubGlobal('ImageDecoder', { isTypeSupported: async (type: string) => type === 'image/jxl' });
});

afterEach(() => vi.unstubAllGlobals());

test.each(rawFiles(jpegOf(9_000), jpegOf(150_000), SIZE))(
  'the viewer shows the preview within $name',
  async ({ size, pieces }) => {
    serve(placed(size, pieces));
    const found = await shown();
    expect(found?.isPreview).toBe(true);
    expect(found?.url).toMatch(/^blob:/);
    const read = ranges
      .map(range => /(\d+)-(\d+)/.exec(range))
      .reduce((sum, range) => sum + Number(range?.[2]) - Number(range?.[1]) + 1, 0);
    expect(read).toBeLessThan(SIZE / 8);
  },
);

test('the viewer shows Photoshop’s thumbnail of a PSD', async () => {
  serve(psdWith(jpegOf(5_000)));
  expect((await shown(400_000))?.isPreview).toBe(true);
});

test('the viewer draws a picture whose name says that it is none, and what else this browser decodes', async () => {
  serve(Uint8Array.from(Buffer.from(jpegOf(10), 'latin1')));
  expect(await shown(45)).toEqual({ url: URL_OF_FILE, isPreview: false });
  serve(Uint8Array.of(0xff, 0x0a, ...new Uint8Array(100)));
  expect(await shown(102)).toEqual({ url: URL_OF_FILE, isPreview: false });
});

test.each([
  ['a text', Uint8Array.from(Buffer.from('no picture')), true],
  ['a file that is gone', null, true],
  ['a file from a server without ranges', Uint8Array.from(Buffer.from(jpegOf(10), 'latin1')), false],
  [
    'a preview of which nobody knows how large it is',
    placed(100_000, { 0: 'FUJIFILMCCD-RAW 0201', 84: '\0\0\x10\0\0\0\x10\0', 4096: '\xff\xd8' }),
    true,
  ],
])('the viewer shows nothing of %s', async (_, bytes, knowsRanges) => {
  serve(bytes, knowsRanges);
  expect(await shown(bytes?.length ?? 10)).toBeNull();
});
