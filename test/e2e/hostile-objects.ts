import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { coverMetadata } from '../../src/core/cover';
import { CONTENT_SHA256, ORIGINAL_SHA256, PROVENANCE } from '../../src/core/provenance';
import { LEAST_STORED_BYTES, thumbnailKeyOf } from '../../src/core/thumbnail-key';
import { gif, png as pngHeader } from '../core/crafted-images';

// What somebody who may write into the bucket can put there to do harm to whoever looks at it.

/** An object as somebody else stored it. */
export interface HostileObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly type: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export type Color = readonly [red: number, green: number, blue: number];

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

const EDGE = 64;

/** A picture of one colour, with bytes of its own behind its end: no two are the same. */
export function picture(color: Color, note: string, atLeastBytes = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(EDGE, 0);
  header.writeUInt32BE(EDGE, 4);
  header.set([8, 2], 8); // eight bits for each of red, green, blue
  const row = Buffer.concat([
    Buffer.alloc(1),
    Buffer.concat(Array.from({ length: EDGE }, () => Buffer.from(color))),
  ]);
  const rows = Buffer.concat(Array.from({ length: EDGE }, () => row));
  const drawn = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(note),
  ]);
  return Buffer.concat([drawn, Buffer.alloc(Math.max(0, atLeastBytes - drawn.length))]);
}

const GREEN: Color = [0, 160, 60];

/** Album whose objects are opened, viewed, linked, moved and zipped. */
export const ALBUM = 'H/';

/** Pictures, each under a name that means something to markup, a shell, a file system, a URL or a line of text. */
const NAMES: readonly string[] = [
  '"><img src=x onerror=alert(1)>.png',
  "' onmouseover='alert(1).png",
  '](javascript:alert(1)).png',
  '$(alert 1)`x`{{7*7}}.png',
  'two\nlines.png',
  'carriage\rreturn.png',
  'line\u2028and\u2029paragraph.png',
  '\u202egnp.exe',
  '\u2066isolated\u2069.png',
  'nul\u0001bell\u0007.png',
  '%2e%2e%2fescape.png',
  '..%2f..%2fescape.png',
  '100%.png',
  'a+b c&d=#e?f.png',
  'back\\..\\slash.png',
  'caf\u00e9.png',
  'cafe\u0301.png',
  'CON.png',
  'con.png',
  '.hidden.png',
  '__proto__',
  'constructor',
  'tag\u{e0041}😀.png',
  `${'long '.repeat(180)}.png`,
  '/twice.png',
  '//thrice.png',
];

const html = (trap: string): string =>
  `<!doctype html><title>it ran</title><script>fetch('${trap}/html');alert(1);top.location='${trap}/top'</script><img src="${trap}/image"><meta http-equiv="refresh" content="0;url=${trap}/refresh">`;

const svg = (trap: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64" onload="fetch('${trap}/svg')"><script>fetch('${trap}/svg-script');alert(1)</script><image href="${trap}/svg-image" width="9" height="9"/><style>rect{fill:url('${trap}/svg-fill#a')}</style><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${trap}/svg-frame"></iframe></foreignObject><rect width="64" height="64" fill="#00a03c"/></svg>`;

/** A drawing of a kilobyte that is 10^9 of them: it would stop whoever draws it. */
const multiplying = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><defs><rect id="r0" width="9" height="9"/>${Array.from(
  { length: 9 },
  (_, level) => `<g id="r${level + 1}">${`<use href="#r${level}"/>`.repeat(10)}</g>`,
).join('')}</defs><use href="#r9"/></svg>`;

const xhtml = (trap: string): string =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>it ran</title><script>fetch('${trap}/xhtml');alert(1)</script></head><body/></html>`;

const xml = (trap: string): string =>
  `<?xml version="1.0"?><?xml-stylesheet href="${trap}/style.xsl" type="text/xsl"?><!DOCTYPE a [<!ENTITY b SYSTEM "${trap}/entity">]><a>&b;</a>`;

/** Files that would do something if they were opened as what they are stored as. `trap`: a server that counts. */
export const activeFiles = (
  trap: string,
): readonly (readonly [name: string, body: string, type: string])[] => [
  ['page.jpg', html(trap), 'text/html'],
  ['page.html', html(trap), 'text/html'],
  ['page', html(trap), 'text/html; charset=utf-8'],
  ['page.txt', html(trap), 'text/html'],
  ['drawing.svg', svg(trap), 'image/svg+xml'],
  ['imports.svg', svg(trap).replace('<style>', `<style>@import url('${trap}/svg-style');`), 'image/svg+xml'],
  ['octets.svg', svg(trap).replace('width="64"', 'width="65"'), 'binary/octet-stream'],
  ['drawing.png', svg(trap), 'image/svg+xml'],
  ['xhtml.gif', xhtml(trap), 'application/xhtml+xml'],
  ['feed.xml', xml(trap), 'text/xml'],
  ['script.js', `fetch('${trap}/script')`, 'text/javascript'],
  ['polyglot.gif', `GIF89a/*\0\0*/=1;fetch('${trap}/polyglot')`, 'text/javascript'],
  ['paper.pdf', `%PDF-1.4 1 0 obj<</OpenAction<</S/URI/URI(${trap}/pdf)>>>>endobj`, 'application/pdf'],
];

/** Two that are one to whoever folds dots; the second of each is what a browser would ask for. */
export const TWINS: readonly (readonly [dotted: string, folded: string])[] = [
  ['./a.png', 'a.png'],
  ['D/./victim.png', 'D/victim.png'],
  ['D/x/../moved.png', 'D/moved.png'],
  [`${ALBUM}./in-album.png`, `${ALBUM}in-album.png`],
];

const stored = (
  key: string,
  body: Uint8Array | string,
  type = 'image/png',
  metadata: HostileObject['metadata'] = {},
): HostileObject => ({ key, body: Buffer.from(body), type, metadata });

const etagOf = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

/** Photos for which somebody has put something else where their thumbnails lie; all of them are blue. */
export const BLUE: Color = [20, 40, 220];
const THUMBNAIL_ALBUM = 'T/';

function falseThumbnails(trap: string): HostileObject[] {
  const thumbnails: readonly (readonly [name: string, body: Uint8Array | string, type: string])[] = [
    ['svg.png', svg(trap), 'image/svg+xml'],
    ['html.png', html(trap), 'text/html'],
    ['bomb.png', pngHeader(40_000, 40_000), 'image/webp'],
    ['gif.png', gif([1, 1], { width: 20_000, height: 20_000 }), 'image/webp'],
  ];
  return thumbnails.flatMap(([name, body, type]) => {
    const photo = picture(BLUE, name, LEAST_STORED_BYTES);
    const key = thumbnailKeyOf('', { etag: etagOf(photo), size: photo.length });
    return [stored(`${THUMBNAIL_ALBUM}${name}`, photo), stored(key ?? '', body, type)];
  });
}

/** A picture of which metadata claims that it is another one of the same size: that one is to be stored all the same. */
export const CLAIMED = picture([1, 2, 3], 'what is added');

/** Everything that lies in the bucket. */
export function hostileObjects(trap: string): readonly HostileObject[] {
  const claim = createHash('sha256').update(CLAIMED).digest('base64');
  return [
    ...NAMES.map((name, index) => stored(`${ALBUM}${name}`, picture(GREEN, `${index} ${name}`))),
    ...activeFiles(trap).map(([name, body, type]) => stored(`${ALBUM}${name}`, body, type)),
    stored(`${ALBUM}multiplies.svg`, multiplying, 'image/svg+xml'),
    stored(`${ALBUM}multiplies.png`, multiplying, 'image/svg+xml'),
    stored(`${ALBUM}multiplies`, multiplying, 'image/svg+xml'),
    stored(`${ALBUM}lying.gif`, gif([1, 1], { width: 20_000, height: 20_000 }), 'image/gif'),
    stored(`${ALBUM}wide.png`, pngHeader(60_000, 60_000)),
    stored(`${ALBUM}empty.png`, ''),
    stored(`${ALBUM}.keep`, ''),
    stored('M/told.png', picture(GREEN, 'told'), 'image/png', {
      [PROVENANCE.sourceUrl]: 'javascript:alert(1)',
      [PROVENANCE.pageUrl]: 'data:text/html,<script>alert(1)</script>',
      [PROVENANCE.pageTitle]: encodeURIComponent('<img src=x onerror=alert(1)>\u202e'),
      [PROVENANCE.alt]: '%E0%A4%A',
      [ORIGINAL_SHA256]: '<script>alert(1)</script>',
    }),
    ...TWINS.flatMap(([dotted, folded]) => [
      stored(dotted, picture([200, 0, 0], dotted)),
      stored(folded, picture([0, 0, 200], folded)),
    ]),
    stored('L/claimed.png', picture([3, 2, 1], 'what is there'), 'image/png', { [CONTENT_SHA256]: claim }),
    ...falseThumbnails(trap),
    stored('C/', '', 'application/x-directory', coverMetadata('C/', 'C/../M/told.png')),
    stored('C/cover.png', picture(GREEN, 'cover')),
    stored('Page/', '', 'text/html', coverMetadata('Page/', 'Page/page.jpg')),
    stored('Page/page.jpg', html(trap), 'text/html'),
    stored('_SUCCESS', ''),
    stored('Trip_$folder$', ''),
    stored('Gr\u00fc\u00dfe/a.png', picture([9, 9, 9], 'NFC')),
    stored('Gru\u0308\u00dfe/a.png', picture([8, 8, 8], 'NFD')),
    stored('/root.png', picture([7, 7, 7], 'root')),
  ];
}

/** Those that lie in an album, in whatever way an album holds them, and that a browser can ask for. */
export const inAlbum = (objects: readonly HostileObject[], album: string): readonly HostileObject[] =>
  objects.filter(({ key }) => key.startsWith(album) && /^\/*[^/]+$/.test(key.slice(album.length)));

/** Whether it is drawn, which no drawing is that could stop the page; null for a bomb, of which it is the browser's affair what it makes of it. */
export function isPicture({ body, key }: HostileObject): boolean | null {
  if (/(?:lying|wide)\.\w+$/.test(key)) return null;
  if (/multiplies|imports/.test(key)) return false;
  return Buffer.from(body.subarray(1, 4)).toString() === 'PNG' || /\.svg$/.test(key);
}
