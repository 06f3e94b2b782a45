import { type CaptureCase, failsWith } from './case';

const MIB = 1024 ** 2;

const broken = (
  target: string,
  code: string,
  detail: Readonly<Record<string, string>> = {},
): CaptureCase => ({
  name: `no picture: ${target}`,
  trigger: 'told',
  page: 'broken.html',
  target: `#${target}`,
  expected: failsWith(code, detail),
});

/** What must not be stored as a picture, and why not. */
export const REFUSED: readonly CaptureCase[] = [
  { ...broken('html', 'source-not-an-image', { type: 'text/html' }), trigger: 'image' },
  broken('json', 'source-not-an-image', { type: 'application/json' }),
  broken('empty', 'source-empty'),
  broken('truncated', 'source-truncated'),
  broken('truncated-chunked', 'source-truncated'),
  broken('missing', 'source-not-found', { status: '404' }),
  {
    name: 'an answer without end, up to the cap that a person set',
    trigger: 'link',
    page: 'endless.html',
    target: '#endless',
    preferences: { maxBytes: 8 * MIB },
    expected: failsWith('source-too-large', { limit: '8 MiB' }),
  },
  {
    name: 'an answer that comes byte by byte',
    trigger: 'link',
    page: 'endless.html',
    target: '#drip',
    expected: failsWith('source-too-slow'),
    // Half a minute of patience.
    timeoutMs: 60_000,
  },
  {
    name: 'a canvas that the browser lets nobody read',
    trigger: 'find',
    page: 'canvas-tainted.html',
    target: '#target',
    menuContext: 'thing',
    expected: failsWith('source-unreadable'),
  },
  {
    name: 'from a page of the internet, into this network',
    trigger: 'told',
    page: 'redirects.html',
    on: 'public',
    target: '#private-direct',
    expected: failsWith('source-private'),
  },
  {
    name: 'from a page of the internet, into this network by an IPv6 address that stands for an IPv4 one',
    trigger: 'told',
    page: 'redirects.html',
    on: 'public',
    target: '#private-mapped',
    expected: failsWith('source-private'),
  },
  {
    name: 'from a page of the internet, sent on into this network',
    trigger: 'told',
    page: 'redirects.html',
    on: 'public',
    target: '#private',
    expected: failsWith('source-private'),
  },
];
