import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, parsePreferences } from '../../src/core/preferences';

test('preferences are the defaults when nothing is stored', () => {
  for (const nothing of [undefined, null, 'text', 7, []])
    expect(parsePreferences(nothing)).toEqual(DEFAULT_PREFERENCES);
});

test('valid preferences are kept when others are invalid', () => {
  expect(parsePreferences({ version: 'shown', maxBytes: -1, nameTemplate: '{title}', other: 1 })).toEqual({
    ...DEFAULT_PREFERENCES,
    ...{ version: 'shown', nameTemplate: '{title}' },
  });
  const conversion = { format: 'jpeg', maxEdge: 1, quality: 90, stripLocation: true };
  expect(parsePreferences({ conversion }).conversion).toEqual(DEFAULT_PREFERENCES.conversion);
});

test('parsing preferences of any stored value gives valid ones, and the same again', () => {
  fc.assert(
    fc.property(fc.anything(), input => {
      const parsed = parsePreferences(input);
      expect(parsePreferences(parsed)).toEqual(parsed);
    }),
  );
});
