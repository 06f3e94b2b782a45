import { expect, test } from 'vitest';
import type { Failure } from '../../../src/core/failure';
import { byCause } from '../../../src/popup/model/by-cause';

const offline: Failure = { code: 'offline', detail: {}, technical: '' };
const forbiddenAt = (host: string): Failure => ({
  code: 'source-forbidden',
  detail: { host, status: '403' },
  technical: `HTTP 403 from ${host}`,
});

const idsOf = (...items: readonly (readonly [id: string, failure: Failure | null])[]) =>
  byCause(items, ([, failure]) => failure).map(({ items: some }) => some.map(([id]) => id));

test('byCause puts what failed for the same reason together, where the first of it stood', () => {
  expect(
    idsOf(['a', offline], ['b', forbiddenAt('a.org')], ['c', { ...offline, technical: 'other words' }]),
  ).toEqual([['a', 'c'], ['b']]);
});

test('byCause keeps apart what is explained in other words', () => {
  expect(idsOf(['a', forbiddenAt('a.org')], ['b', forbiddenAt('b.org')])).toEqual([['a'], ['b']]);
});

test('byCause leaves what has not failed by itself', () => {
  expect(idsOf(['a', null], ['b', null])).toEqual([['a'], ['b']]);
});
