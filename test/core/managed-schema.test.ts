import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { EMPTY_SETTINGS } from '../../src/core/settings';
import schema from '../../src/public/managed-schema.json' with { type: 'json' };

/** What a schema of such values is without its texts: a restriction more, and Chrome would drop a wrong value silently. */
function schemaOf(value: unknown): object {
  if (typeof value === 'object' && value !== null) {
    const properties = Object.entries(value).map(([name, member]) => [name, schemaOf(member)]);
    return { type: 'object', properties: Object.fromEntries(properties) };
  }
  // The one that may be null is a number of pixels.
  return { type: typeof value === 'string' || typeof value === 'boolean' ? typeof value : 'integer' };
}

const withoutTexts = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, member: unknown) =>
      (name === 'description' || name === 'title') && typeof member === 'string' ? undefined : member,
    ),
  );

test('the schema of managed policies has every setting and every preference, and restricts nothing but their types', () => {
  expect(withoutTexts(schema)).toEqual(
    schemaOf({ settings: EMPTY_SETTINGS, preferences: DEFAULT_PREFERENCES }),
  );
});
