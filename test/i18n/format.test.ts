import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDay,
  formatDuration,
  formatMoment,
  formatSpeed,
} from '../../src/i18n/format';

describe('formatBytes', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1449, '1.4 kB'],
    [112_525, '113 kB'],
    [999_499, '999 kB'],
    [999_950, '1 MB'],
    [1_400_000, '1.4 MB'],
    [4_900_000_000, '4.9 GB'],
    [5_000_000_000_000, '5 TB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

test.each([
  [0.5, '0.5 byte/s'],
  [2_130_000, '2.1 MB/s'],
  [999_900, '1 MB/s'],
])('formatSpeed: %d is %s', (bytesPerSecond, text) => {
  expect(formatSpeed(bytesPerSecond)).toBe(text);
});

test.each([
  [0.2, '1 sec'],
  [7.1, '8 sec'],
  [36, '40 sec'],
  [56, '1 min'],
  [61, '2 min'],
  [59 * 60 + 1, '1 hr'],
  [4750, '1 hr 20 min'],
  [2 * 86_400 + 1, '3 days'],
])('formatDuration: %d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('formatMoment: the time today, the day before that, the year before this one', () => {
  const now = new Date(2026, 6, 14, 20, 0).getTime();
  const moments = [new Date(2026, 6, 14, 14, 5), new Date(2026, 0, 2), new Date(2025, 11, 31)];
  expect(moments.map(moment => formatMoment(moment.getTime(), now).replace('\u202f', ' '))).toEqual([
    '2:05 PM',
    'Jan 2',
    'Dec 31, 2025',
  ]);
});

test('formatDay: without the year in that year', () => {
  const now = new Date(2026, 6, 14).getTime();
  const days = [new Date(2026, 6, 14), new Date(2025, 11, 31)];
  expect(days.map(day => formatDay(day.getTime(), now))).toEqual(['Jul 14', 'Dec 31, 2025']);
});

test('formatCount: as the language writes numbers', () => {
  expect([0, 1204].map(formatCount)).toEqual(['0', '1,204']);
});
