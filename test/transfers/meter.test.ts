import { expect, test } from 'vitest';
import { startMeter } from '../../src/transfers/meter';

test('speed is what arrived in the last twenty seconds, and falls while nothing does', () => {
  let now = 1_000_000;
  const meter = startMeter(() => now);
  expect(meter.speed()).toBeNull();
  now += 2_000;
  meter.add(10_000);
  expect(meter.speed()).toBe(5_000);
  now += 2_000;
  expect(meter.speed()).toBe(2_500);
  meter.add(10_000);
  expect(meter.speed()).toBe(5_000);
  now += 16_001;
  expect(meter.speed()).toBeCloseTo(1_000, 0);
  now += 2_000;
  expect(meter.speed()).toBe(500);
  now += 20_000;
  meter.add(40_000);
  expect(meter.speed()).toBe(2_000);
});

test('what arrives at the very first moment is no infinite speed', () => {
  const meter = startMeter(() => 5);
  meter.add(10);
  expect(Number.isFinite(meter.speed())).toBe(true);
});

test('parts that the store has lost are no speed backwards', () => {
  let now = 0;
  const meter = startMeter(() => now);
  now = 1_000;
  meter.add(-10_000);
  expect(meter.speed()).toBeGreaterThanOrEqual(0);
});
