// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { nameOfPasted } from '../../../src/popup/adding/pasted-name';

const now = new Date(2026, 10, 22, 14, 5, 31);

test('nameOfPasted: a picture from the clipboard is named by the time', () => {
  const file = new File([], 'image.png', { type: 'image/png' });
  expect(nameOfPasted(file, now)).toBe('Pasted 2026-11-22 14.05.31.png');
});

test('nameOfPasted: the extension follows the type', () => {
  expect(nameOfPasted(new File([], '', { type: 'image/webp' }), now)).toBe('Pasted 2026-11-22 14.05.31.webp');
});

test('nameOfPasted: a file that has a name keeps it', () => {
  const file = new File([], 'Holiday 1.jpg', { type: 'image/jpeg' });
  expect(nameOfPasted(file, now)).toBe('Holiday 1.jpg');
});
