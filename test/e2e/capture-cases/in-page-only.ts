import { expect } from 'vitest';
import { type CaptureCase, type ExpectedObject, savesFile } from './case';
import { sizeOfPng } from './size-of-png';

/** The page has let its bytes go: what it shows is drawn anew, in full size. */
const REDRAWN: ExpectedObject = {
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
    trigger: 'image',
    page: 'blob.html',
    target: '#target',
    expected: savesFile('dandelions.jpg', 'page', { name: /\.jpg$/ }),
  },
  {
    name: 'a blob whose URL the page let go',
    trigger: 'told',
    page: 'blob-revoked.html',
    target: '#target',
    expected: REDRAWN,
  },
  {
    name: 'a blob of a frame of another host',
    trigger: 'image',
    page: 'blob-frame.html',
    target: '#target',
    framed: true,
    expected: savesFile('dandelions.jpg', 'page', { name: /\.jpg$/ }),
  },
  {
    name: 'a blob of a page whose scripts may fetch nothing',
    trigger: 'told',
    page: 'csp.html',
    target: '#blob',
    expected: {
      as: 'saved',
      content: bytes => expect(Buffer.from(bytes).toString('latin1')).toMatch(/^RIFF.{4}WEBP/s),
      name: /\.webp$/,
      type: 'image/webp',
      rung: 'page',
    },
  },
  {
    name: 'a drawing in its URL',
    trigger: 'told',
    page: 'data.html',
    target: '#svg',
    expected: {
      as: 'saved',
      content: bytes => expect(Buffer.from(bytes).toString()).toMatch(/^<svg .*fill='teal'/),
      name: /\.svg$/,
      type: 'image/svg+xml',
      rung: 'data-url',
    },
  },
  {
    name: 'a photograph in its URL',
    trigger: 'image',
    page: 'data.html',
    target: '#photo',
    expected: savesFile('rocket.jpg', 'data-url', { name: /\.jpg$/ }),
  },
];
