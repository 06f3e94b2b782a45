import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, parsePreferences } from '../../src/core/preferences';

test('without any, they are as they are by default', () => {
  for (const nothing of [undefined, null, 'text', 7, []])
    expect(parsePreferences(nothing)).toEqual(DEFAULT_PREFERENCES);
});

test('what is right stays when something else is wrong', () => {
  expect(parsePreferences({ version: 'shown', maxBytes: -1, nameTemplate: '{title}', other: 1 })).toEqual({
    ...DEFAULT_PREFERENCES,
    ...{ version: 'shown', nameTemplate: '{title}' },
  });
  const conversion = { format: 'jpeg', maxEdge: 1, quality: 90, stripLocation: true };
  expect(parsePreferences({ conversion }).conversion).toEqual(DEFAULT_PREFERENCES.conversion);
});

test('whatever is stored, preferences come out, and the same ones again', () => {
  fc.assert(
    fc.property(fc.anything(), input => {
      const parsed = parsePreferences(input);
      expect(parsePreferences(parsed)).toEqual(parsed);
    }),
  );
});
