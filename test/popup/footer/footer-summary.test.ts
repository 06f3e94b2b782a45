import { expect, test } from 'vitest';
import { type JobSpec, newJob } from '../../../src/core/job';
import type { JobView } from '../../../src/messaging/job-messages';
import { footerSummary, trayCounts } from '../../../src/popup/footer/footer-summary';
import { groupedItems } from '../../../src/popup/tray/tray-items';
import { addition, view } from '../tray/views';

const failure = { code: 'offline', detail: {}, technical: '' } as const;

const said = (...items: Parameters<typeof groupedItems>) => {
  const { primary, secondary } = footerSummary(trayCounts(groupedItems(...items)), []);
  return [primary, secondary].map(parts => parts.map(({ text }) => text).join(' · '));
};

const copy: JobSpec = { kind: 'copy-photos', to: 'Kitchen/' };

const job = (facts: Partial<JobView>): JobView => ({
  ...newJob({ id: 'job', createdAt: 0, notBefore: 0, bucket: 'b', order: copy, about: 'A/a.jpg', total: 2 }),
  waiting: null,
  bytes: null,
  ...facts,
});

const saidOf = (...jobs: readonly JobView[]) =>
  footerSummary(trayCounts(groupedItems([], [view('a', { state: 'saved' })])), jobs).primary.map(
    ({ text }) => text,
  );

test('the line of the footer names what needs the user first, then what is under way', () => {
  const states = ['under-way', 'saved', 'failed', 'paused', 'under-way', 'choosing-album'] as const;
  const transfers = states.map((state, index) => view(String(index), { state }));
  expect(said([addition('unread', { failure }), addition('reading')], transfers)).toEqual([
    '1 waiting for an album · 2 not saved',
    'Saving 3 · 1 paused',
  ]);
});

test('the line of the footer names what waits for the user to sign in, and does not count it as being saved', () => {
  const waiting = { kind: 'sign-in' } as const;
  expect(said([], [view('a', { waiting }), view('b', { waiting }), view('c')])).toEqual([
    '2 waiting for you to sign in',
    'Saving 1',
  ]);
});

test('the line of the footer names what waits for an access key, and does not count it as being saved', () => {
  const waiting = { kind: 'access-keys', reason: 'access-keys-needed' } as const;
  expect(said([], [view('a', { waiting }), view('b')])).toEqual(['1 waiting for an access key', 'Saving 1']);
});

test('the line of the footer names what is under way when nothing needs the user', () => {
  expect(said([], [view('a'), view('b', { state: 'saved' })])).toEqual(['Saving 1', '']);
});

test('the line of the footer says what was saved once nothing else is left', () => {
  expect(said([], [view('a', { state: 'saved' }), view('b', { state: 'saved' })])).toEqual(['2 saved', '']);
});

test('the line of the footer says what a job that failed could not do, and of several how many there are', () => {
  const failed = job({ state: 'failed', failed: 2 });
  expect(saidOf(failed)).toEqual(['Couldn’t copy 2 photos to “Kitchen”']);
  expect(saidOf(failed, { ...failed, id: 'other' })).toEqual(['2 tasks failed']);
});

test('the line of the footer says what a job does that is under way, before what was saved', () => {
  expect(saidOf(job({ state: 'under-way' }))).toEqual(['Copying 2 photos to “Kitchen”']);
});

test('the line of the footer asks for a download that is ready to be saved, and not for one that was', () => {
  const order = { kind: 'download-photos' } as const;
  const bytes = { done: 1000, total: 1000 };
  const ready = job({ state: 'ready', order, done: 2, bytes });
  expect(saidOf(ready)).toEqual(['2 photos as a ZIP · Ready to save · 1 kB']);
  expect(saidOf({ ...ready, isHandedOver: true })).toEqual(['1 saved', '2 photos as a ZIP']);
});

test('the line of the footer says once what several jobs have to say alike', () => {
  const noted = job({ state: 'done', note: { code: 'tags-unknown', detail: {}, technical: '' } });
  expect(saidOf(noted, { ...noted, id: 'other' })).toEqual(['Done, but without tags']);
});
