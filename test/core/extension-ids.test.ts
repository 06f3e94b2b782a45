import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  CHROMIUM_DEVELOPMENT_ID,
  CHROMIUM_DEVELOPMENT_KEY,
  FIREFOX_ADDON_ID,
} from '../../src/core/extension-ids';

test('Chromium makes the id of the key: the first 32 hex digits of its SHA-256, as letters a to p', () => {
  const digest = createHash('sha256').update(Buffer.from(CHROMIUM_DEVELOPMENT_KEY, 'base64')).digest('hex');
  const letters = [...digest.slice(0, 32)].map(digit => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]);
  expect(letters.join('')).toBe(CHROMIUM_DEVELOPMENT_ID);
});

test('the ids are those that were decided: with others, everybody would begin anew', () => {
  expect(CHROMIUM_DEVELOPMENT_ID).toBe('nimjkmpgclfannkmnlnkaledjpjalneb');
  expect(FIREFOX_ADDON_ID).toBe('shoebox@shoebox.invalid');
});
