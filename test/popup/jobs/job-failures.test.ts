// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test, vi } from 'vitest';
import { type Deferred, deferred } from '../../deferred';
import { settle } from '../../ui/render-hook';

const asked: Deferred<unknown>[] = [];
const call = vi.fn(() => {
  const answer = deferred<unknown>();
  asked.push(answer);
  return answer.promise;
});
vi.mock('../../../src/messaging/client', () => ({ call }));
vi.mock('webextension-polyfill', () => import('../english-texts').then(({ englishTexts }) => englishTexts));

const { JobFailures } = await import('../../../src/popup/jobs/job-failures');

const failureOf = (key: string) => ({
  key,
  failure: { code: 'object-not-found', detail: {}, technical: '' },
});

test('failures of a job that were asked for earlier and come later do not replace those of its last try', async () => {
  const page = document.createElement('div');
  const show = (failed: number) => settle(() => render(h(JobFailures, { id: 'job', failed }), page));
  await show(2);
  await show(1);
  await settle(() => asked[1]?.resolve([failureOf('A/last.jpg')]));
  await settle(() => asked[0]?.resolve([failureOf('A/first.jpg'), failureOf('A/last.jpg')]));
  expect([...page.querySelectorAll('li strong')].map(({ textContent }) => textContent)).toEqual([
    'A/last.jpg',
  ]);
  await settle(() => render(null, page));
});
