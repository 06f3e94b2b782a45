// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test } from 'vitest';
import { JobFailures } from '../../../src/popup/jobs/job-failures';
import { settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();

const JOB = { id: 'job', bucket: 'bucket', endedAt: null };

const failureOf = (key: string) => ({
  key,
  failure: { code: 'object-not-found', detail: {}, technical: '' },
});

test('failures of a job that were asked for earlier and come later do not replace those of its last try', async () => {
  const page = document.createElement('div');
  const show = (failed: number) => settle(() => render(h(JobFailures, { job: { ...JOB, failed } }), page));
  await show(2);
  await show(1);
  await settle(() => worker.calls[1]?.resolve([failureOf('A/last.jpg')]));
  await settle(() => worker.calls[0]?.resolve([failureOf('A/first.jpg'), failureOf('A/last.jpg')]));
  expect([...page.querySelectorAll('li strong')].map(({ textContent }) => textContent)).toEqual([
    'A/last.jpg',
  ]);
  await settle(() => render(null, page));
});

test('what S3 itself said of a failure stands beside it', async () => {
  const page = document.createElement('div');
  await settle(() => render(h(JobFailures, { job: { ...JOB, failed: 1 } }), page));
  const failure = { code: 'request-refused', detail: { reason: 'Odd' }, technical: 'Odd: so it is' };
  await settle(() => worker.calls.at(-1)?.resolve([{ key: 'A/a.jpg', failure }]));
  expect(page.querySelector('li code')?.textContent).toBe('Odd: so it is');
  await settle(() => render(null, page));
});

test('why all of them failed is said only where none of them, shown or not, failed for another reason', async () => {
  const page = document.createElement('div');
  const show = (id: string, failures: readonly object[]) =>
    settle(() => render(h(JobFailures, { job: { ...JOB, id, failed: failures.length } }), page)).then(() =>
      settle(() => worker.calls.at(-1)?.resolve(failures)),
    );
  const alike = Array.from({ length: 60 }, (_, at) => ({
    key: `A/${at}.jpg`,
    failure: { code: 'offline', detail: {}, technical: '' },
  }));
  await show('one', alike);
  expect(page.querySelector('div > .job-cause')).not.toBeNull();
  await show('two', [...alike, failureOf('A/last.jpg')]);
  expect(page.querySelector('div > .job-cause')).toBeNull();
  await settle(() => render(null, page));
});
