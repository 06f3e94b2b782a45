import { expect, test } from 'vitest';
import { OverallProgressMeter } from '../../../src/popup/tray/overall-progress';
import { view } from './views';

test('what was saved meanwhile stays part of the whole, so that it never shrinks', () => {
  const meter = new OverallProgressMeter();
  const saved = view('earlier', { state: 'saved' });
  meter.measure([saved, view('a', { uploaded: 100 }), view('b')], 0);
  expect(
    meter.measure([saved, view('a', { state: 'saved' }), view('b', { uploaded: 200 })], 1000),
  ).toMatchObject({
    uploaded: 1200,
    total: 2000,
  });
});

test('the speed is that of all together, and gives the time left', () => {
  const meter = new OverallProgressMeter();
  meter.measure([view('a'), view('b')], 0);
  expect(meter.measure([view('a', { uploaded: 300 }), view('b', { uploaded: 300 })], 3000)).toEqual({
    uploaded: 600,
    total: 2000,
    bytesPerSecond: 200,
    secondsLeft: 7,
  });
});

test('a moment is too short for a speed, and what was there before this page looked has none', () => {
  const meter = new OverallProgressMeter();
  meter.measure([view('a', { uploaded: 900 }), view('b')], 0);
  expect(meter.measure([view('a', { uploaded: 950 }), view('b')], 100)?.bytesPerSecond).toBeNull();
});

test('old times do not count', () => {
  const meter = new OverallProgressMeter();
  for (let second = 0; second <= 60; second++)
    meter.measure([view('a', { uploaded: Math.min(second, 30) * 10 }), view('b')], second * 1000);
  expect(meter.measure([view('a', { uploaded: 300 }), view('b')], 61_000)?.bytesPerSecond).toBeNull();
});

test('nothing moves while all wait', () => {
  const meter = new OverallProgressMeter();
  const waiting = { kind: 'online' } as const;
  meter.measure([view('a', { waiting }), view('b', { waiting })], 0);
  expect(
    meter.measure([view('a', { waiting, uploaded: 500 }), view('b', { waiting })], 3000)?.secondsLeft,
  ).toBeNull();
});

test('of a single transfer it says what its row says', () => {
  expect(new OverallProgressMeter().measure([view('a', { bytesPerSecond: 100 })], 0)).toMatchObject({
    secondsLeft: 10,
  });
});

test('once nothing is under way, the next work begins anew', () => {
  const meter = new OverallProgressMeter();
  meter.measure([view('a')], 0);
  expect(meter.measure([view('a', { state: 'saved' })], 1)).toBeNull();
  expect(meter.measure([view('a', { state: 'saved' }), view('b')], 2)).toMatchObject({
    uploaded: 0,
    total: 1000,
  });
});
