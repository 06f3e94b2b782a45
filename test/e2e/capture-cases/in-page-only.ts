import { expect } from 'vitest';
import { type CaptureCase, type Saved, theFile } from './case';
import { sizeOfPng } from './size-of-png';

/** The page has let its bytes go: what it shows is drawn anew, in full size. */
const REDRAWN: Saved = {
  as: 'saved',
  content: bytes => expect(sizeOfPng(bytes)).toEqual([1600, 900]),
  name: /\.png$/,
  type: 'image/png',
  rung: 'canvas',
  note: 'source-redrawn',
};

/** Pictures that no server has. */
export const IN_PAGE_ONLY: readonly CaptureCase[] = [
  {
    name: 'a blob',
    way: 'image',
    page: 'blob.html',
    target: '#target',
    comes: theFile('dandelions.jpg', 'page', { name: /\.jpg$/ }),
  },
  {
    name: 'a blob whose URL the page let go',
    way: 'told',
    page: 'blob-revoked.html',
    target: '#target',
    comes: REDRAWN,
  },
  {
    name: 'a blob of a frame of another host',
    way: 'image',
    page: 'blob-frame.html',
    target: '#target',
    framed: true,
    comes: theFile('dandelions.jpg', 'page', { name: /\.jpg$/ }),
  },
  {
    name: 'a blob of a page whose scripts may fetch nothing',
    way: 'told',
    page: 'csp.html',
    target: '#blob',
    comes: {
      as: 'saved',
      content: bytes => expect(Buffer.from(bytes).toString('latin1')).toMatch(/^RIFF.{4}WEBP/s),
      name: /\.webp$/,
      type: 'image/webp',
      rung: 'page',
    },
  },
  {
    name: 'a drawing in its URL',
    way: 'told',
    page: 'data.html',
    target: '#svg',
    comes: {
      as: 'saved',
      content: bytes => expect(Buffer.from(bytes).toString()).toMatch(/^<svg .*fill='teal'/),
      name: /\.svg$/,
      type: 'image/svg+xml',
      rung: 'data-url',
    },
  },
  {
    name: 'a photograph in its URL',
    way: 'image',
    page: 'data.html',
    target: '#photo',
    comes: theFile('rocket.jpg', 'data-url', { name: /\.jpg$/ }),
  },
];
