import { expect, test } from 'vitest';
import { startThroughputMeter } from '../../src/transfers/throughput-meter';

test('throughput is what arrived in the last twenty seconds, and falls while nothing arrives', () => {
  let now = 1_000_000;
  const meter = startThroughputMeter(() => now);
  expect(meter.bytesPerSecond()).toBeNull();
  now += 2_000;
  meter.add(10_000);
  expect(meter.bytesPerSecond()).toBe(5_000);
  now += 2_000;
  expect(meter.bytesPerSecond()).toBe(2_500);
  meter.add(10_000);
  expect(meter.bytesPerSecond()).toBe(5_000);
  now += 16_001;
  expect(meter.bytesPerSecond()).toBeCloseTo(1_000, 0);
  now += 2_000;
  expect(meter.bytesPerSecond()).toBe(500);
  now += 20_000;
  meter.add(40_000);
  expect(meter.bytesPerSecond()).toBe(2_000);
});

test('throughput is finite when bytes arrive at the first moment', () => {
  const meter = startThroughputMeter(() => 5);
  meter.add(10);
  expect(Number.isFinite(meter.bytesPerSecond())).toBe(true);
});

test('throughput is not negative when S3 has lost parts', () => {
  let now = 0;
  const meter = startThroughputMeter(() => now);
  now = 1_000;
  meter.add(-10_000);
  expect(meter.bytesPerSecond()).toBeGreaterThanOrEqual(0);
});
