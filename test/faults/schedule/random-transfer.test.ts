import { expect, test } from 'vitest';
import { MULTIPART_THRESHOLD_BYTES } from '../../../src/core/parts';
import { randomTransfer, rulesFor } from './random-transfer';

const MANY = Array.from({ length: 1000 }, (_, seed) => randomTransfer(seed));

test('one seed is one transfer, and neighbours are not alike', () => {
  expect(randomTransfer(7)).toEqual(MANY[7]);
  expect(new Set(MANY.map(transfer => JSON.stringify({ ...transfer, seed: 0 }))).size).toBeGreaterThan(990);
});

test('everything ends: every fault is counted, and what cannot be set right often comes once', () => {
  for (const { seed, schedule } of MANY) {
    expect(schedule.length, `seed ${seed}`).toBeGreaterThan(0);
    for (const { times, fault } of schedule) {
      expect(times, `seed ${seed}`).toBeLessThanOrEqual(4);
      if (fault.kind.startsWith('stall')) expect(times, `seed ${seed}`).toBe(1);
    }
  }
});

test('small and large files, and every kind of fault', () => {
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

test('a schedule is data: what was printed can be read back', () => {
  for (const transfer of MANY) expect(JSON.parse(JSON.stringify(transfer))).toEqual(transfer);
});

test('as rules it falls on its own keys only', () => {
  const [transfer] = MANY;
  const rules = rulesFor('Album/7/', transfer?.schedule ?? []);
  expect(rules.map(({ when }) => when.keyPrefix)).toEqual(rules.map(() => 'Album/7/'));
});
