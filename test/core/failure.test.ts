import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_CODES, fromFailure, ShoeboxError, toFailure } from '../../src/core/failure';

describe('toFailure', () => {
  it('keeps code, detail and what the server said', () => {
    const cause = new TypeError('Failed to fetch');
    expect(toFailure(new ShoeboxError('offline', { host: 'a' }, { cause }))).toEqual({
      code: 'offline',
      detail: { host: 'a' },
      technical: 'TypeError: Failed to fetch',
    });
    expect(toFailure(new ShoeboxError('offline'))).toEqual({ code: 'offline', detail: {}, technical: '' });
  });

  it('keeps the cause of what nobody expected', () => {
    expect(toFailure(new RangeError('x'))).toEqual({
      code: 'unexpected',
      detail: {},
      technical: 'RangeError: x',
    });
    expect(toFailure('x').technical).toBe('x');
    expect(toFailure(Object.create(null)).technical).toBe('[object Object]');
  });

  it('never throws, and gives plain data', () => {
    const thrown = fc.anything({ withNullPrototype: true, withBigInt: true });
    fc.assert(
      fc.property(thrown, error => {
        const failure = toFailure(error);
        expect(JSON.parse(JSON.stringify(failure))).toEqual(failure);
      }),
    );
  });
});

it('a failure crosses messages unchanged, however often', () => {
  const failures = fc.record({
    code: fc.constantFrom(...FAILURE_CODES),
    detail: fc.dictionary(fc.constantFrom('host', 'bucket'), fc.string()).map(detail => ({ ...detail })),
    technical: fc.string(),
  });
  fc.assert(
    fc.property(failures, failure => {
      expect(toFailure(fromFailure(toFailure(fromFailure(failure))))).toEqual(failure);
    }),
  );
});
