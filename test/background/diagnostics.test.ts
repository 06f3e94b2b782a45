import { beforeEach, expect, test, vi } from 'vitest';
import { openDiagnostics } from '../../src/background/diagnostics';
import type { DiagnosticLog } from '../../src/core/diagnostic-log';
import { MAX_DIAGNOSTIC_ENTRIES } from '../../src/core/diagnostic-log';

/** What session storage holds; it outlives a worker. */
let stored: DiagnosticLog;
let writes: number;
let isBroken: boolean;
let isUnreadable: boolean;

const storage = {
  read: async () => {
    if (isUnreadable) throw new Error('no');
    return stored;
  },
  write: async (log: DiagnosticLog) => {
    if (isBroken) throw new Error('QUOTA_BYTES quota exceeded');
    writes++;
    stored = log;
  },
};

beforeEach(() => {
  stored = [];
  writes = 0;
  isBroken = false;
  isUnreadable = false;
  vi.useFakeTimers({ now: 0 });
  return () => vi.useRealTimers();
});

const later = () => vi.advanceTimersByTimeAsync(10_000);

test('a burst of diagnostics is written at once, and counted', async () => {
  const { report } = openDiagnostics(storage);
  for (let index = 0; index < 10_000; index++) report('badge.show', new TypeError('no'));
  report('menu.rebuild', new Error('no'));
  await later();
  expect(writes).toBe(1);
  expect(stored).toMatchObject([
    { event: 'badge.show', name: 'TypeError', count: 10_000 },
    { event: 'menu.rebuild', name: 'Error', count: 1 },
  ]);
});

test('many different diagnostics stay within the limit, in memory and in storage', async () => {
  const { report, all } = openDiagnostics(storage);
  const names = Array.from({ length: 2000 }, (_, index) =>
    String(index).replaceAll(/\d/g, digit => 'abcdefghij'[Number(digit)] ?? ''),
  );
  for (const name of names) report(`flood.${name}`, null);
  expect(await all()).toHaveLength(MAX_DIAGNOSTIC_ENTRIES);
  await later();
  expect(stored).toHaveLength(MAX_DIAGNOSTIC_ENTRIES);
});

test('the next worker adds to the diagnostics of an earlier one', async () => {
  openDiagnostics(storage).report('worker.started', null);
  await later();
  const next = openDiagnostics(storage);
  next.report('worker.started', null);
  next.report('alarm.set', new Error('no'));
  await later();
  expect(stored).toMatchObject([
    { event: 'worker.started', firstAt: 0, lastAt: 10_000, count: 2 },
    { event: 'alarm.set', count: 1 },
  ]);
});

test('diagnostics that are not written yet are read too', async () => {
  const { report, all } = openDiagnostics(storage);
  report('badge.show', new Error('no'));
  expect(await all()).toMatchObject([{ event: 'badge.show' }]);
  expect(writes).toBe(0);
});

test('diagnostics that could not be written are written with the next entry', async () => {
  const { report } = openDiagnostics(storage);
  isBroken = true;
  report('badge.show', new Error('no'));
  await later();
  isBroken = false;
  report('menu.rebuild', new Error('no'));
  await later();
  expect(stored).toMatchObject([{ event: 'badge.show' }, { event: 'menu.rebuild' }]);
});

test('an unreadable diagnostics log returns this worker’s entries, and says so', async () => {
  const { report, all } = openDiagnostics(storage);
  isUnreadable = true;
  report('badge.show', new Error('no'));
  await later();
  expect(await all()).toMatchObject([{ event: 'badge.show' }, { event: 'diagnostics.read', name: 'Error' }]);
});

test('diagnostics keep no address, key or name of what failed', async () => {
  const { report, note } = openDiagnostics(storage);
  report('menu.save', new Error('https://example.com/secret.jpg?token=abc'));
  note({ event: 'https://example.com/secret.jpg', code: null, name: null, status: null });
  await later();
  expect(JSON.stringify(stored)).not.toMatch(/secret|example|token/);
  expect(stored).toHaveLength(1);
});

test('an error whose members throw is noted in diagnostics without them', async () => {
  const { report } = openDiagnostics(storage);
  const hostile = {
    get name(): string {
      throw new Error('no');
    },
  };
  report('page.scan-frame', hostile);
  await later();
  expect(stored).toMatchObject([{ event: 'page.scan-frame', name: null }]);
});
