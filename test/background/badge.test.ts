import { expect, test } from 'vitest';
import { badgeFor } from '../../src/background/badge';
import type { TransferState } from '../../src/core/transfer';

const text = (...transfers: (readonly [state: TransferState, failureSeen?: boolean])[]) =>
  badgeFor(transfers.map(([state, failureSeen = false]) => ({ state, failureSeen }))).text;

test('says how many are under way', () => {
  expect(text(['under-way'], ['under-way'], ['paused'], ['saved'], ['failed'])).toBe('2');
});

test('else calls for what needs a person', () => {
  expect(text(['saved'], ['failed'])).toBe('!');
  expect(text(['choosing-album'])).toBe('!');
});

test('but not for a failure that was seen', () => {
  expect(text(['failed', true], ['saved'], ['paused'])).toBe('');
});

test('goes onto the button, however many there are', () => {
  expect(text(...Array.from({ length: 1000 }, () => ['under-way'] as const))).toBe('999+');
});
