// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FindingCard } from '../../src/connection/finding-card';
import type { ConnectionStep } from '../../src/core/connection-step';
import { type Failure, ShoeboxError, toFailure } from '../../src/core/failure';
import { bucketIdentity, EMPTY_SETTINGS } from '../../src/core/settings';
import { settle } from '../ui/render-hook';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeStorage } from '../webextension/fake-storage';
import { startFakeWorker } from '../webextension/fake-worker';
import { textsIn } from '../webextension/texts';

const SETTINGS = { ...EMPTY_SETTINGS, bucket: 'photos', region: 'eu-west-1', identityPoolId: 'eu-west-1:p' };

const ENDED_AT = Date.now();

const denied = (action: string): Failure =>
  toFailure(new ShoeboxError('access-denied', { action, resource: 'arn:aws:s3:::photos/*' }));

const passed: ConnectionStep = {
  ...{ step: 'pool', state: 'passed', failure: null, notes: [], facts: {}, because: null },
};

let page: HTMLElement;
/** That the failures were meant for. */
let bucket: string;
let steps: readonly ConnectionStep[];
let runs: number;

beforeEach(() => {
  page = document.createElement('div');
  document.body.replaceChildren(page);
  runs = 0;
  bucket = bucketIdentity(SETTINGS);
  steps = [{ ...passed, step: 'write', state: 'failed', failure: denied('s3:PutObject') }];
  startFakeWorker(
    { 'settings.get': async () => SETTINGS },
    {
      'connection.test': async function* () {
        runs++;
        yield* steps;
      },
    },
  );
  fakeBrowser({
    i18n: textsIn('en'),
    storage: fakeStorage(),
    permissions: { contains: async () => true },
  });
  const request = <Result>(_: string, work: () => Promise<Result>): Promise<Result> => work();
  vi.stubGlobal('navigator', { onLine: true, locks: { request } });
});
afterEach(() => settle(() => render(null, page)));

const show = async (...failures: readonly Failure[]): Promise<void> => {
  const failed = failures.map(failure => ({ failure, bucket, endedAt: ENDED_AT }));
  await settle(() => render(h(FindingCard, { failed }), page));
  await settle();
  await settle();
};
const button = (name: string) =>
  [...page.querySelectorAll('button')].find(({ textContent }) => textContent === name);

test('failures that the connection test can’t explain bring nothing', async () => {
  await show(toFailure(new ShoeboxError('source-not-found')));
  expect(page.textContent).toBe('');
  expect(runs).toBe(0);
});

test('why uploads failed stands in one line, folded below it what to add, and where', async () => {
  await show(denied('s3:PutObject'), denied('s3:PutObject'));
  expect(page.querySelector('summary')?.textContent).toBe(
    'Shoebox isn’t allowed to save to this bucket. Whoever set up the bucket has to add a permission. What to do',
  );
  expect(page.querySelector('details')?.open).toBe(false);
  expect(page.querySelector('pre')?.textContent).toContain('"Action": ["s3:PutObject"]');
  expect(button('Copy policy')?.closest('details')).not.toBeNull();
  expect(page.querySelector('a')?.textContent).toBe('Open IAM');
  expect(page.textContent).toContain('open the pool’s guest role');
});

test('what to add is copied for whoever set up the bucket, with where: by hand where there is no clipboard', async () => {
  const copied: string[] = [];
  Object.assign(navigator, { clipboard: { writeText: async (text: string) => void copied.push(text) } });
  await show(denied('s3:PutObject'));
  await settle(() => button('Copy what to add')?.click());
  expect(copied).toEqual([
    expect.stringMatching(/^To add, in IAM: .*guest role[\s\S]*"Action": \["s3:PutObject"\]/),
  ]);
  expect(page.querySelector('details')?.open).toBe(false);
  Object.assign(navigator, { clipboard: undefined });
  await settle(() => button('Copy what to add')?.click());
  expect(page.querySelector('details')?.open).toBe(true);
  expect(getSelection()?.toString()).toContain('s3:PutObject');
});

test('a permission that is needed only now and then is not the cause of something else', async () => {
  const failure = denied('s3:ListBucketMultipartUploads');
  steps = [{ ...passed, step: 'uploads', state: 'degraded', failure }];
  await show(toFailure(new ShoeboxError('endpoint-unreachable')));
  expect(page.textContent).toContain('The connection works now. Try again.');
  expect(button('Copy what to add')).toBeUndefined();
  await show(failure);
  expect(button('Copy what to add')).toBeDefined();
});

test('checked again it is run once more, and then at no later change of what failed', async () => {
  await show(denied('s3:PutObject'), denied('s3:GetObject'));
  steps = [passed];
  await settle(() => button('Check again')?.click());
  await settle();
  await settle();
  expect(page.textContent).toContain('The connection works now. Try again.');
  expect(runs).toBe(2);
  await show(denied('s3:GetObject'));
  await show(denied('s3:PutObject'));
  expect(runs).toBe(2);
});

test('without a network it waits for the user to ask', async () => {
  Object.assign(navigator, { onLine: false });
  await show(denied('s3:PutObject'));
  expect(runs).toBe(0);
  await settle(() => button('Find out why')?.click());
  await settle();
  await settle();
  expect(page.querySelector('summary')).not.toBeNull();
});

test('what failed in another bucket than that of the settings brings nothing', async () => {
  bucket = 'elsewhere/@aws';
  await show(denied('s3:PutObject'));
  expect(page.textContent).toBe('');
  expect(runs).toBe(0);
});
