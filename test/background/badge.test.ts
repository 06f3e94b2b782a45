import { expect, test } from 'vitest';
import { badgeFor } from '../../src/background/badge';
import type { TransferState } from '../../src/core/transfer';

const text = (...transfers: (readonly [state: TransferState, failureSeen?: boolean])[]) =>
  badgeFor(transfers.map(([state, failureSeen = false]) => ({ state, failureSeen, waiting: null }))).text;

test('the badge shows how many transfers are under way', () => {
  expect(text(['under-way'], ['under-way'], ['paused'], ['saved'], ['failed'])).toBe('2');
});

test('the badge shows “!” when only failures or missing albums are left', () => {
  expect(text(['saved'], ['failed'])).toBe('!');
  expect(text(['choosing-album'])).toBe('!');
});

test('the badge shows no failure that was seen', () => {
  expect(text(['failed', true], ['saved'], ['paused'])).toBe('');
});

test('the badge text fits the button however many transfers there are', () => {
  expect(text(...Array.from({ length: 1000 }, () => ['under-way'] as const))).toBe('999+');
});

test.each([{ kind: 'sign-in' }, { kind: 'access-keys', reason: 'access-keys-needed' }] as const)(
  'the badge shows “!” while what is under way waits for the user: %o',
  waiting => {
    const transfer = { state: 'under-way', failureSeen: false } as const;
    expect(
      badgeFor([
        { ...transfer, waiting },
        { ...transfer, waiting: { kind: 'turn' } },
      ]).text,
    ).toBe('!');
  },
);
