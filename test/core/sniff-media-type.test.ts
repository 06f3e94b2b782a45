import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectMediaType, sniffMediaType } from '../../src/core/sniff-media-type';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const latin1 = (content: string): Uint8Array => Uint8Array.from(content, char => char.charCodeAt(0));
/** The first box of an ISO base media file. */
const ftyp = (...brands: string[]): Uint8Array =>
  latin1(
    `\0\0\0${String.fromCharCode(12 + 4 * brands.length)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`,
  );
const bitmap = latin1(`BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0${'\0'.repeat(36)}`);

describe('sniffMediaType', () => {
  it.each([
    ['image/jpeg', latin1('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['image/png', latin1('\x89PNG\r\n\x1a\n')],
    ['image/gif', text('GIF89a')],
    ['image/gif', text('GIF87a')],
    ['image/webp', latin1('RIFF\x24\0\0\0WEBPVP8 ')],
    ['image/jxl', latin1('\xff\x0a\0')],
    ['image/jxl', latin1('\0\0\0\x0cJXL \r\n\x87\n')],
    ['image/jp2', latin1('\0\0\0\x0cjP  \r\n\x87\n')],
    ['image/tiff', latin1('II*\0\x08')],
    ['image/tiff', latin1('MM\0*\0')],
    ['image/x-icon', latin1('\0\0\x01\0\x01\0')],
    ['image/bmp', bitmap],
    ['application/pdf', text('%PDF-1.7')],
    ['image/avif', ftyp('avif', 'mif1', 'miaf')],
    ['image/avif', ftyp('mif1', 'avif')],
    ['image/heic', ftyp('heic', 'mif1')],
    ['image/heif', ftyp('mif1', 'miaf')],
    ['video/quicktime', ftyp('qt  ')],
    ['video/mp4', ftyp('isom', 'iso2', 'avc1', 'mp41')],
    ['video/mp4', ftyp('mp42')],
    ['audio/mp4', ftyp('M4A ', 'mp42', 'isom')],
    ['video/webm', latin1('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm')],
    ['video/x-matroska', latin1('\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska')],
    ['audio/ogg', latin1(`OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead`)],
    ['video/ogg', latin1(`OggS\0\x02${'\0'.repeat(20)}\x01\x2a\x80theora`)],
    ['audio/wav', latin1('RIFF\x24\0\0\0WAVEfmt ')],
    ['audio/flac', text('fLaC')],
    ['audio/mpeg', latin1('ID3\x04\0')],
    ['audio/mpeg', latin1('\xff\xfb\x90\x64')],
    ['image/svg+xml', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    [
      'image/svg+xml',
      text(
        '\ufeff<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x" [<!ENTITY a "b">]>\n<svg>',
      ),
    ],
    ['image/svg+xml', Uint8Array.from(Buffer.from('\ufeff<svg>', 'utf16le'))],
    ['image/x-icon', Uint8Array.of(0, 0, 2, 0, 1, 0)],
    ['image/svg+xml', text('<svg:svg xmlns:svg="http://www.w3.org/2000/svg">')],
    ['text/html', text('  <!DOCTYPE html><svg>')],
    ['text/html', text('<!-- 403 --><!doctype html><html>')],
    ['text/html', text('<html lang="en">')],
    ['text/html', text('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="z">')],
    ['text/html', text('<h1>Forbidden</h1>')],
    ['application/xml', text('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
    ['application/json', text('{"error":"nope"}')],
    ['application/json', text(' {\n  "error": 1}')],
    ['application/json', text('[]')],
    ['application/json', text('[1,2]')],
    ['application/json', text('{}')],
  ])('%s', (type, bytes) => expect(sniffMediaType(bytes)).toBe(type));

  it.each([
    ['nothing', text('')],
    ['a text', text('BMW builds cars and motorcycles, and has done so for long.')],
    ['a settings file', text('[section]\na=1')],
    ['RTF', text('{\\rtf1\\ansi')],
    ['Markdown', text('[a link](https://example.com)')],
    ['a raw photo of a camera', ftyp('crx ')],
    ['a RIFF that is no WebP', latin1('RIFF\x24\0\0\0AVI LIST')],
    ['a text in UTF-16', latin1('\xff\xfeH\0i\0')],
  ])('says nothing about %s', (_, bytes) => expect(sniffMediaType(bytes)).toBeNull());

  it('never throws, and looks at its own view only', () => {
    const head = fc.constantFrom('', '\0\0\0\x18ftyp', '\0\0\0\0ftyp', 'BM', 'RIFF', '<!--', '<?', '\xff');
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 64 }), (start, rest) => {
        const alone = Uint8Array.from([...latin1(start), ...rest]);
        const inside = Uint8Array.from([1, 2, 3, ...alone, 4, 5]).subarray(3, 3 + alone.length);
        expect(sniffMediaType(inside)).toBe(sniffMediaType(alone));
      }),
    );
  });
});

describe('judgeMediaType', () => {
  it.each([
    ['the bytes over the header', '<!doctype html>', 'image/jpeg', 'cat.jpg', 'text/html'],
    ['the bytes over the name', 'GIF89a', null, 'cat.jpg', 'image/gif'],
    ['the header over the name', 'x', 'image/x-portable-pixmap', 'cat.jpg', 'image/x-portable-pixmap'],
    ['the name when the header says nothing', 'x', 'application/octet-stream', 'a.mp3', 'audio/mpeg'],
    ['the name when S3 says nothing', 'x', 'binary/octet-stream', 'a.mp3', 'audio/mpeg'],
    // Error pages of real servers, served as pictures or under a picture's name.
    [
      'no header that the bytes belie',
      '<center><h1>403</h1>',
      'image/jpeg',
      'a.jpg',
      'application/octet-stream',
    ],
    ['no name that the bytes belie', 'Access denied', null, 'a.jpg', 'application/octet-stream'],
    ['no magic number that is missing', '<style>', 'image/webp', 'a', 'application/octet-stream'],
    ['nobody', 'x', null, 'cat', 'application/octet-stream'],
  ])('believes %s', (_, bytes, header, name, type) => {
    expect(detectMediaType(text(bytes), header, name)).toBe(type);
  });
});
