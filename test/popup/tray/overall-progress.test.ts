import { expect, test } from 'vitest';
import { OverallProgressMeter } from '../../../src/popup/tray/overall-progress';
import { view } from './views';

test('overall progress counts what was saved meanwhile, so that it never shrinks', () => {
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

test('overall speed is that of all transfers together, and gives the time left', () => {
  const meter = new OverallProgressMeter();
  meter.measure([view('a'), view('b')], 0);
  expect(meter.measure([view('a', { uploaded: 300 }), view('b', { uploaded: 300 })], 3000)).toEqual({
    uploaded: 600,
    total: 2000,
    bytesPerSecond: 200,
    secondsLeft: 7,
  });
});

test('overall progress shows no speed after a moment, nor for bytes sent before the page was open', () => {
  const meter = new OverallProgressMeter();
  meter.measure([view('a', { uploaded: 900 }), view('b')], 0);
  expect(meter.measure([view('a', { uploaded: 950 }), view('b')], 100)?.bytesPerSecond).toBeNull();
});

test('overall speed ignores old samples', () => {
  const meter = new OverallProgressMeter();
  for (let second = 0; second <= 60; second++)
    meter.measure([view('a', { uploaded: Math.min(second, 30) * 10 }), view('b')], second * 1000);
  expect(meter.measure([view('a', { uploaded: 300 }), view('b')], 61_000)?.bytesPerSecond).toBeNull();
});

test('overall progress shows no speed while all transfers wait', () => {
  const meter = new OverallProgressMeter();
  const waiting = { kind: 'online' } as const;
  meter.measure([view('a', { waiting }), view('b', { waiting })], 0);
  expect(
    meter.measure([view('a', { waiting, uploaded: 500 }), view('b', { waiting })], 3000)?.secondsLeft,
  ).toBeNull();
});

test('overall progress of a single transfer equals its row’s', () => {
  expect(new OverallProgressMeter().measure([view('a', { bytesPerSecond: 100 })], 0)).toMatchObject({
    secondsLeft: 10,
  });
});

test('overall progress begins anew after all transfers have ended', () => {
  const meter = new OverallProgressMeter();
  meter.measure([view('a')], 0);
  expect(meter.measure([view('a', { state: 'saved' })], 1)).toBeNull();
  expect(meter.measure([view('a', { state: 'saved' }), view('b')], 2)).toMatchObject({
    uploaded: 0,
    total: 1000,
  });
});
