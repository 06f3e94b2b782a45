import { expect, test, vi } from 'vitest';
import { testBrowserAccess } from '../../src/connection/browser-access';
import type { FailureCode } from '../../src/core/failure';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';

const AWS: Settings = { ...EMPTY_SETTINGS, bucket: 'pictures', region: 'eu-west-1' };
const OWN: Settings = { ...AWS, endpoint: 'https://s3.example.com' };

/** How a host behaves to somebody who has no right to it. */
interface Host {
  /** Whether it answers at all. */
  readonly answers?: (url: URL) => boolean;
  /** What of an answer the browser lets a page read; null: nothing. */
  readonly readable?: ResponseInit | null;
}

function hostThat({ answers = () => true, readable = null }: Host): void {
  vi.stubGlobal('fetch', async (url: URL, { mode, redirect }: RequestInit) => {
    if (mode === 'no-cors' && redirect !== 'follow') throw new TypeError('Failed to fetch');
    if (!answers(url)) throw new TypeError('Failed to fetch');
    if (mode === 'no-cors') return new Response();
    if (readable === null) throw new TypeError('Failed to fetch');
    return new Response(null, readable);
  });
}

const failedAt = (step: 'list' | 'write', code: FailureCode) => [
  { step, state: 'failed' as const, failure: { code, detail: {}, technical: '' } },
];
const PASSED = [{ step: 'list' as const, state: 'passed' as const, failure: null }];

test('a browser that was granted the host, and reaches it, has nothing to tell', async () => {
  expect(await testBrowserAccess(AWS, PASSED, true)).toMatchObject({ state: 'passed', notes: [] });
});

test.each(['list', 'write'] as const)(
  'without access to the host, one that answers while %s did not get through lacks CORS rules',
  async step => {
    hostThat({});
    const steps = failedAt(step, 'endpoint-unreachable');
    expect(await testBrowserAccess(AWS, steps, false)).toMatchObject({
      ...{ state: 'failed', notes: ['cors-missing'] },
    });
  },
);

test('a host that does not answer is no matter of the browser, with access or without', async () => {
  hostThat({ answers: () => false });
  for (const isGranted of [true, false])
    expect(await testBrowserAccess(AWS, failedAt('list', 'endpoint-unreachable'), isGranted)).toMatchObject({
      state: 'skipped',
      because: 'list',
    });
});

test('without access to the host, CORS rules that let Shoebox read the answers pass', async () => {
  hostThat({ readable: { status: 403, headers: { date: 'Mon, 30 Nov 2026 20:00:00 GMT' } } });
  expect(await testBrowserAccess(AWS, PASSED, false)).toMatchObject({ state: 'passed' });
});

test('CORS rules that hide the headers are told, and are the failure where nothing could be confirmed', async () => {
  hostThat({ readable: { status: 403 } });
  const notes = ['cors-hides-headers'];
  expect(await testBrowserAccess(AWS, PASSED, false)).toMatchObject({ state: 'degraded', notes });
  expect(await testBrowserAccess(AWS, failedAt('write', 'not-confirmed'), false)).toMatchObject({
    ...{ state: 'failed', notes },
  });
});

test('a host that answers only with the bucket in the path wants path style', async () => {
  hostThat({ answers: ({ hostname }) => hostname === 's3.example.com' });
  const steps = failedAt('list', 'endpoint-unreachable');
  expect(await testBrowserAccess(OWN, steps, true)).toMatchObject({ state: 'failed', notes: ['path-style'] });
  expect(await testBrowserAccess({ ...OWN, pathStyle: true }, steps, true)).toMatchObject({
    state: 'skipped',
  });
});

test('a bucket that is found only in the path wants path style; one that is not there either does not', async () => {
  const steps = failedAt('list', 'bucket-not-found');
  hostThat({ readable: { status: 403 } });
  expect(await testBrowserAccess(OWN, steps, true)).toMatchObject({ notes: ['path-style'] });
  hostThat({ readable: { status: 404 } });
  expect(await testBrowserAccess(OWN, steps, true)).toMatchObject({ state: 'passed' });
});

test('offline, nothing is asked', async () => {
  vi.stubGlobal('fetch', () => {
    throw new Error('asked');
  });
  expect(await testBrowserAccess(AWS, failedAt('list', 'offline'), false)).toMatchObject({
    ...{ state: 'skipped', because: 'list' },
  });
});
