import { expect, test } from 'vitest';
import { linksCopiedMessage } from '../../src/i18n/link-messages';

test('linksCopiedMessage says how many links were copied that do not expire', () => {
  expect(linksCopiedMessage({ text: '', count: 1, expiresAt: null })).toBe('Link copied.');
  expect(linksCopiedMessage({ text: '', count: 3, expiresAt: null })).toBe('3 links copied.');
});

test('linksCopiedMessage says until when copied links work', () => {
  const expiresAt = new Date(2030, 0, 2, 15, 40).getTime();
  expect(linksCopiedMessage({ text: '', count: 2, expiresAt })).toMatch(
    /^2 links copied. They work until Jan 2, 2030.*3:40/,
  );
});
