import { expect, it } from 'vitest';
import { EMPTY_SETTINGS } from '../../../src/core/settings';
import { FIELD_TEXTS, FIELDS } from '../../../src/options/form/settings-field';

it('the field texts have every settings field once, in order', () => {
  expect(FIELDS).toEqual(Object.keys(FIELD_TEXTS));
  expect([...FIELDS].sort()).toEqual(Object.keys(EMPTY_SETTINGS).sort());
});
