import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAILURE_CODES, type FailureCode, mayHaveSucceeded } from '../../src/core/failure';
import { decideRetry } from '../../src/requests/retry-policy';

const code = fc.constantFrom(...FAILURE_CODES);
const retryAfterMs = fc.option(fc.integer({ min: 0, max: 10 ** 9 }), { nil: null });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Pauses of a request that fails again and again in the same way. */
function pausesOf(always: FailureCode, chance: number, retryAfter: number | null = null): number[] {
  const before: FailureCode[] = [];
  const pauses: number[] = [];
  for (;;) {
    const decision = decideRetry({ code: always, retryAfterMs: retryAfter }, before, chance);
    if (decision.kind !== 'retry') return pauses;
    pauses.push(decision.afterMs);
    before.push(always);
  }
}

/** Tries in all, for what can go away by itself. */
const TRIES: Partial<Record<FailureCode, number>> = {
  throttled: 10,
  's3-unavailable': 10,
  'cognito-unavailable': 10,
  'endpoint-unreachable': 12,
  'sign-in-provider-unreachable': 12,
  'connection-stalled': 5,
  'credentials-expired': 3,
  'clock-skew': 3,
  'request-expired': 3,
  'operation-conflict': 10,
  'not-confirmed': 5,
  'access-key-unknown': 4,
  'access-key-mismatch': 4,
};

describe('decideRetry', () => {
  test.each(FAILURE_CODES.filter(one => one !== 'offline' && one !== 'sign-in-needed'))(
    '%s gets its number of attempts and no more',
    one => {
      expect(pausesOf(one, 0.5).length + 1).toBe(TRIES[one] ?? 1);
    },
  );

  test('offline waits for the network, whatever failed before', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 50 }), before => {
        expect(decideRetry({ code: 'offline', retryAfterMs: null }, before, 0.5)).toEqual({
          kind: 'wait-for-network',
        });
      }),
    );
  });

  test.each(['sign-in-needed', 'other-user', 'access-keys-needed'] as const)(
    'the user is waited for after %s, whatever failed before',
    needed => {
      fc.assert(
        fc.property(fc.array(code, { maxLength: 50 }), before => {
          const decision = decideRetry({ code: needed, retryAfterMs: null }, before, 0.5);
          expect(decision).toEqual({ kind: 'wait-for-user' });
        }),
      );
    },
  );

  test.each(['access-key-unknown', 'access-key-mismatch'] as const)(
    'after %s, which new keys may bring for a moment, the user is waited for once a few more were refused',
    refused => {
      const decisions = [0, 1, 2, 3, 4].map(
        count => decideRetry({ code: refused, retryAfterMs: null }, Array(count).fill(refused), 0.5).kind,
      );
      expect(decisions).toEqual(['retry', 'retry', 'retry', 'wait-for-user', 'wait-for-user']);
    },
  );

  test('a request fails after twelve attempts, whatever their codes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(code, retryAfterMs, random), { minLength: 12, maxLength: 40 }), tries => {
        const before: FailureCode[] = [];
        for (const [one, after, chance] of tries) {
          const decision = decideRetry({ code: one, retryAfterMs: after }, before, chance);
          if (decision.kind === 'fail') break;
          if (decision.kind === 'retry') before.push(one);
        }
        expect(before.length).toBeLessThanOrEqual(12);
      }),
    );
  });

  test('pauses double up to their cap; jitter takes anything from nothing to all of them', () => {
    const almostAll = 1 - Number.EPSILON;
    expect(pausesOf('throttled', almostAll)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
    expect(pausesOf('connection-stalled', almostAll)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(pausesOf('not-confirmed', almostAll)).toEqual([200, 400, 800, 1_600]);
    expect(pausesOf('credentials-expired', almostAll)).toEqual([0, 0]);
    expect(pausesOf('throttled', 0)).toEqual(Array(9).fill(0));
    expect(pausesOf('endpoint-unreachable', 0.5).at(-1)).toBe(30_000);
  });

  test('a pause with jitter never exceeds that of its attempt without', () => {
    fc.assert(
      fc.property(fc.nat(8), random, (failedBefore, chance) => {
        const decision = decideRetry(
          { code: 's3-unavailable', retryAfterMs: null },
          Array<FailureCode>(failedBefore).fill('s3-unavailable'),
          chance,
        );
        const afterMs = decision.kind === 'retry' ? decision.afterMs : -1;
        expect(afterMs).toBeGreaterThanOrEqual(0);
        expect(afterMs).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** failedBefore));
      }),
    );
  });

  test('Retry-After lengthens a pause to five minutes at most, and adds no attempts', () => {
    expect(pausesOf('throttled', 0, 7_000)).toEqual(Array(9).fill(7_000));
    expect(pausesOf('throttled', 0.999, 1).at(-1)).toBeGreaterThan(29_000);
    expect(pausesOf('throttled', 0, 86_400_000)).toEqual(Array(9).fill(300_000));
    expect(pausesOf('access-denied', 0, 1_000)).toEqual([]);
  });
});

test('mayHaveSucceeded names every code after which S3 may have done what it was asked', () => {
  const certain = FAILURE_CODES.filter(one => !mayHaveSucceeded(one));
  expect(certain).toContain('throttled');
  expect(certain).toContain('access-denied');
  expect(FAILURE_CODES.filter(mayHaveSucceeded)).toEqual([
    ...[
      'offline',
      'endpoint-unreachable',
      's3-unavailable',
      'not-confirmed',
      'connection-stalled',
      'unexpected',
    ],
  ]);
});
