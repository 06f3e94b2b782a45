import { expect, test } from 'vitest';
import { groupedItems } from '../../../src/popup/tray/tray-items';
import { trayCounts, traySummary } from '../../../src/popup/tray/tray-summary';
import { addition, view } from './views';

const failure = { code: 'offline', detail: {}, technical: '' } as const;

const said = (...items: Parameters<typeof groupedItems>) => {
  const { primary, secondary } = traySummary(trayCounts(groupedItems(...items)));
  return [primary, secondary].map(parts => parts.map(({ text }) => text).join(' · '));
};

test('the tray summary names what needs the user first, then what is under way', () => {
  const states = ['under-way', 'saved', 'failed', 'paused', 'under-way', 'choosing-album'] as const;
  const transfers = states.map((state, index) => view(String(index), { state }));
  expect(said([addition('unread', { failure }), addition('reading')], transfers)).toEqual([
    '1 waiting for an album · 2 not saved',
    'Saving 3 · 1 paused',
  ]);
});

test('the tray summary names what waits for the user to sign in, and does not count it as being saved', () => {
  const waiting = { kind: 'sign-in' } as const;
  expect(said([], [view('a', { waiting }), view('b', { waiting }), view('c')])).toEqual([
    '2 waiting for you to sign in',
    'Saving 1',
  ]);
});

test('the tray summary names what is under way when nothing needs the user', () => {
  expect(said([], [view('a'), view('b', { state: 'saved' })])).toEqual(['Saving 1', '']);
});

test('the tray summary says what was saved once nothing else is left', () => {
  expect(said([], [view('a', { state: 'saved' }), view('b', { state: 'saved' })])).toEqual(['2 saved', '']);
});
