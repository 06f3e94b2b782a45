import { expect, it } from 'vitest';
import { EMPTY_SETTINGS } from '../../src/core/settings';
import { FIELD_TEXTS, FIELDS } from '../../src/options/field-texts';

it('has every field once, in the order of the texts', () => {
  expect(FIELDS).toEqual(Object.keys(FIELD_TEXTS));
  expect([...FIELDS].sort()).toEqual(Object.keys(EMPTY_SETTINGS).sort());
});
