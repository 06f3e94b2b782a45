// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import {
  reportFailureSeen,
  retryAllTransfers,
  retryTransfers,
} from '../../../src/popup/tray/transfer-failures';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { view } from './views';

const worker = new ScriptedWorker();
const request = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  worker.clear();
  request.mockReset().mockResolvedValue(true);
  fakeBrowser({ permissions: { request } });
});
afterEach(() => {
  vi.useRealTimers();
});

test('reportFailureSeen: failures that are seen together are told in one call, each once', () => {
  reportFailureSeen('a', 1);
  reportFailureSeen('b', 1);
  reportFailureSeen('a', 1);
  vi.advanceTimersByTime(100);
  reportFailureSeen('a', 1);
  vi.advanceTimersByTime(100);
  expect(worker.callsOf('transfers.seen').map(({ args }) => args)).toEqual([{ ids: ['a', 'b'] }]);
});

test('reportFailureSeen: another failure of the same transfer is told, too', () => {
  reportFailureSeen('c', 1);
  vi.advanceTimersByTime(100);
  reportFailureSeen('c', 2);
  vi.advanceTimersByTime(100);
  expect(worker.callsOf('transfers.seen')).toHaveLength(2);
});

test('reportFailureSeen: what the worker could not be told is told when it is seen again', async () => {
  reportFailureSeen('d', 1);
  vi.advanceTimersByTime(100);
  await settle(() => worker.lastCall('transfers.seen').reject(new ShoeboxError('interrupted')));
  reportFailureSeen('d', 1);
  vi.advanceTimersByTime(100);
  expect(worker.callsOf('transfers.seen')).toHaveLength(2);
});

const failed = (id: string, origin?: string) =>
  view(id, {
    state: 'failed',
    failure: toFailure(new ShoeboxError('offline', origin === undefined ? {} : { origin })),
  });

test('retryTransfers asks for the access that was missing at once, and retries even if it is refused', async () => {
  request.mockResolvedValue(false);
  void retryTransfers([failed('a', 'https://example.org/*')]);
  expect(request.mock.calls).toEqual([[{ origins: ['https://example.org/*'] }]]);
  await settle();
  expect(worker.lastCall('transfers.retry').args).toEqual({ id: 'a' });
});

test('retryTransfers asks for nothing where no access was missing', async () => {
  void retryTransfers([failed('a')]);
  await settle();
  expect(request).not.toHaveBeenCalled();
  expect(worker.callsOf('transfers.retry')).toHaveLength(1);
});

test('retryAllTransfers asks for the access of all failed transfers in one question', async () => {
  const [a, b] = ['https://a.example/*', 'https://b.example/*'];
  void retryAllTransfers([failed('a', a), failed('b', b), failed('c', a), view('d')]);
  expect(request.mock.calls).toEqual([[{ origins: [a, b] }]]);
  await settle();
  expect(worker.callsOf('transfers.retry-all')).toHaveLength(1);
});
