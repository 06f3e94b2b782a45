import { type CaptureCase, refused } from './case';

const MIB = 1024 ** 2;

const broken = (
  target: string,
  code: string,
  detail: Readonly<Record<string, string>> = {},
): CaptureCase => ({
  name: `no picture: ${target}`,
  way: 'told',
  page: 'broken.html',
  target: `#${target}`,
  comes: refused(code, detail),
});

/** What must not be stored as a picture, and why not. */
export const REFUSED: readonly CaptureCase[] = [
  { ...broken('html', 'source-not-an-image', { type: 'text/html' }), way: 'image' },
  broken('json', 'source-not-an-image', { type: 'application/json' }),
  broken('empty', 'source-empty'),
  broken('truncated', 'source-truncated'),
  broken('truncated-chunked', 'source-truncated'),
  broken('missing', 'source-not-found', { status: '404' }),
  {
    name: 'an answer without end, up to the cap that a person set',
    way: 'link',
    page: 'endless.html',
    target: '#endless',
    preferences: { maxBytes: 8 * MIB },
    comes: refused('source-too-large', { limit: '8 MiB' }),
  },
  {
    name: 'an answer that comes byte by byte',
    way: 'link',
    page: 'endless.html',
    target: '#drip',
    comes: refused('source-too-slow'),
    // Half a minute of patience.
    takesMs: 60_000,
  },
  {
    name: 'a canvas that the browser lets nobody read',
    way: 'find',
    page: 'canvas-tainted.html',
    target: '#target',
    ground: 'thing',
    comes: refused('source-unreadable'),
  },
  {
    name: 'from a page of the internet, into this network',
    way: 'told',
    page: 'redirects.html',
    on: 'public',
    target: '#private-direct',
    comes: refused('source-private'),
  },
  {
    name: 'from a page of the internet, sent on into this network',
    way: 'told',
    page: 'redirects.html',
    on: 'public',
    target: '#private',
    comes: refused('source-private'),
  },
];
