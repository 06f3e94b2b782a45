import { expect, test } from 'vitest';
import { MULTIPART_THRESHOLD_BYTES } from '../../../src/core/parts';
import { randomTransfer, rulesFor } from './random-transfer';

const MANY = Array.from({ length: 1000 }, (_, seed) => randomTransfer(seed));

test('a seed always makes the same random transfer, and the next seed another one', () => {
  expect(randomTransfer(7)).toEqual(MANY[7]);
  expect(new Set(MANY.map(transfer => JSON.stringify({ ...transfer, seed: 0 }))).size).toBeGreaterThan(990);
});

test('every fault of a random transfer ends, and those that can’t be made good often come once', () => {
  for (const { seed, schedule } of MANY) {
    expect(schedule.length, `seed ${seed}`).toBeGreaterThan(0);
    for (const { times, fault } of schedule) {
      expect(times, `seed ${seed}`).toBeLessThanOrEqual(4);
      if (fault.kind.startsWith('stall')) expect(times, `seed ${seed}`).toBe(1);
    }
  }
});

test('random transfers cover small and large files and every kind of fault', () => {
  const large = MANY.filter(({ bytes }) => bytes > MULTIPART_THRESHOLD_BYTES);
  expect(large.length).toBeGreaterThan(200);
  expect(large.length).toBeLessThan(400);
  const kinds = new Set(MANY.flatMap(({ schedule }) => schedule.map(({ fault }) => fault.kind)));
  expect([...kinds].sort()).toEqual([
    'broken-body',
    'cut-mid-answer',
    'delay',
    'drop-answer',
    'flip-etag-bit',
    'flip-request-bit',
    'missing-etag',
    'reset-before-forward',
    'reset-mid-body',
    'respond',
    'stall-answer',
    'stall-mid-answer',
    'stall-request',
    'wrong-date',
  ]);
});

test('the fault schedule of a random transfer can be printed and read back', () => {
  for (const transfer of MANY) expect(JSON.parse(JSON.stringify(transfer))).toEqual(transfer);
});

test('the rules of a fault schedule match its own keys only', () => {
  const [transfer] = MANY;
  const rules = rulesFor('Album/7/', transfer?.schedule ?? []);
  expect(rules.map(({ when }) => when.keyPrefix)).toEqual(rules.map(() => 'Album/7/'));
});
