import { describe, expect, test } from 'vitest';
import { classify } from '../../src/capture/classify';
import type { Wanted } from '../../src/core/source';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const WEBM = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6d]);
const HTML = '<!doctype html><title>Sign in</title>';

const judged = (wanted: Wanted, bytes: BlobPart, contentType: string | null, url = 'https://h/x') =>
  classify(
    { blob: new Blob([bytes]), contentType, disposition: null, strategy: 'worker', note: null },
    url,
    wanted,
  );

describe('classify trusts the bytes, not the Content-Type:', () => {
  test.each<[Wanted, BlobPart, string | null, string]>([
    ['image', PNG, 'text/plain', 'image/png'],
    ['image', PNG, null, 'image/png'],
    ['video', WEBM, 'application/octet-stream', 'video/webm'],
    ['audio', WEBM, 'audio/webm', 'video/webm'],
    ['file', PNG, 'text/html', 'image/png'],
    ['file', 'a,b\n1,2', 'text/csv', 'text/csv'],
    ['file', HTML, 'text/html', 'text/html'],
  ])('%s: %s called %s is %s', async (wanted, bytes, contentType, mediaType) => {
    expect(await judged(wanted, bytes, contentType)).toMatchObject({ mediaType, url: 'https://h/x' });
  });
});

test.each(['https://h/12345.json?icon=site-logo.png', 'https://h/site-logo.png/0a1b2c3d4e5f.json'])(
  'classify takes JSON for the file that %s is',
  async url => {
    expect(await judged('file', '{"cats": 1}', 'application/json', url)).toMatchObject({
      mediaType: 'application/json',
    });
  },
);

describe('a drawing behind a comment longer than what tells most files apart', () => {
  const drawing = `<?xml version="1.0"?><!-- ${'licence '.repeat(2_000)}--><svg xmlns="http://www.w3.org/2000/svg"/>`;

  test.each(['text/plain', 'application/xml', null])('called %s is one', async contentType => {
    expect(await judged('image', drawing, contentType)).toMatchObject({ mediaType: 'image/svg+xml' });
  });

  test('is none where a page comes behind it', async () => {
    const page = drawing.replace('<svg', '<html><svg');
    await expect(judged('image', page, 'image/jpeg')).rejects.toMatchObject({ code: 'source-not-an-image' });
  });
});

describe('classify refuses', () => {
  test.each<[Wanted, BlobPart, string | null, string, string]>([
    ['image', HTML, 'image/jpeg', 'https://h/a.jpg', 'source-not-an-image'],
    ['image', '{"error": 1}', 'image/jpeg', 'https://h/a.jpg', 'source-not-an-image'],
    ['image', 'nothing in particular', 'image/jpeg', 'https://h/a.jpg', 'source-not-an-image'],
    ['image', WEBM, 'image/webp', 'https://h/a.webp', 'source-not-an-image'],
    ['video', PNG, 'video/mp4', 'https://h/a.mp4', 'source-not-media'],
    ['video', HTML, 'video/mp4', 'https://h/a.mp4', 'source-not-media'],
    ['video', '#EXTM3U\n', 'application/vnd.apple.mpegurl', 'https://h/a.m3u8', 'source-streamed'],
    ['video', '<MPD/>', 'application/dash+xml', 'https://h/a.mpd', 'source-streamed'],
    ['file', HTML, 'application/pdf', 'https://h/a.pdf', 'source-not-the-file'],
    ['file', '{"error": 1}', 'application/json', 'https://h/a.zip', 'source-not-the-file'],
    ['image', '', 'image/png', 'https://h/a.png', 'source-empty'],
    ['file', '', null, 'https://h/a.bin', 'source-empty'],
  ])('for %s: %s called %s from %s: %s', async (wanted, bytes, contentType, url, code) => {
    await expect(judged(wanted, bytes, contentType, url)).rejects.toMatchObject({ code });
  });
});
