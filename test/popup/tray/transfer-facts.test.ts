import { describe, expect, test } from 'vitest';
import { progressFacts, retryReason, savedFacts, waitingText } from '../../../src/popup/tray/transfer-facts';
import { view } from './views';

const bytes = { blobId: 'a', size: 5_200_000, mediaType: 'image/jpeg', rung: 'file', url: null } as const;

describe('progressFacts', () => {
  test.each([
    ['moving', { uploaded: 1_400_000, bytesPerSecond: 95_000 }, '1.4 MB of 5.2 MB · 95 kB/s · 40 sec left'],
    ['begun', {}, '5.2 MB'],
    ['all sent', { uploaded: 5_200_000, bytesPerSecond: 95_000 }, '5.2 MB · Finishing…'],
    ['without speed', { uploaded: 1_400_000, bytesPerSecond: 0 }, '1.4 MB of 5.2 MB'],
    ['hopeless', { uploaded: 1, bytesPerSecond: 1e-6 }, '1 byte of 5.2 MB'],
    ['paused', { state: 'paused', uploaded: 1_400_000 }, '1.4 MB of 5.2 MB'],
    ['waiting', { waiting: { kind: 'turn' } }, '5.2 MB'],
    ['waiting for the network', { waiting: { kind: 'online' }, uploaded: 1_400_000 }, '1.4 MB of 5.2 MB'],
    ['fetching', { bytes: null }, 'Getting the image…'],
    ['waiting to be fetched', { bytes: null, waiting: { kind: 'turn' } }, ''],
  ] as const)('%s', (_, facts, text) => {
    expect(progressFacts(view('a', { bytes, ...facts })).join(' · ')).toBe(text);
  });
});

test.each([
  [{ state: 'paused' }, 'Paused'],
  [{ state: 'choosing-album' }, 'Which album?'],
  [{ waiting: { kind: 'turn' } }, 'Waiting'],
  [{ waiting: { kind: 'online' } }, 'Waiting for the network'],
  [{ waiting: { kind: 'retry', at: 1, reason: 'throttled' } }, null],
  [{}, null],
] as const)('a transfer that stands still says why: %o', (facts, text) => {
  expect(waitingText(view('a', facts))).toBe(text);
});

test('a saved transfer says its size and when it was saved', () => {
  const [then, now] = [new Date(2026, 6, 14, 14, 5), new Date(2026, 6, 14, 20, 0)];
  expect(savedFacts(view('a', { bytes, endedAt: then.getTime() }), now.getTime())).toEqual([
    '5.2 MB',
    '2:05 PM',
  ]);
});

test('a waiting transfer says why it is tried again, without facts of a failure', () => {
  expect(retryReason('throttled')).toBe('AWS is getting too many requests.');
  expect(retryReason('endpoint-unreachable')).toBe('Can’t reach the server.');
  expect(retryReason('source-unreachable')).toBe('Something went wrong on the way.');
});
