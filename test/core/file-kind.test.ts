import { expect, test } from 'vitest';
import { extensionLabel, fileKind, isDrawable } from '../../src/core/file-kind';

test.each([
  ['a.jpg', 5e9, true],
  ['A.PNG', 1, true],
  ['a.svg', 1, true],
  ['no extension', 1000, true],
  ['no extension', 5e9, false],
  ['a.heic', 1000, false],
  ['a.mp4', 1000, false],
  ['a.zip', 1000, false],
  ['a.tar.gz', 1000, false],
  ['a.jpg', 0, false],
])('%s of %d bytes is worth drawing: %s', (name, size, expected) => {
  expect(isDrawable({ name, size })).toBe(expected);
});

test.each([
  ['a.heic', 'image', 'HEIC'],
  ['a.mp4', 'video', 'MP4'],
  ['a.mp3', 'audio', 'MP3'],
  ['a.tar.gz', 'archive', 'GZ'],
  ['README', 'document', ''],
])('%s is shown as %s %s', (name, glyph, label) => {
  expect(fileKind(name)).toBe(glyph);
  expect(extensionLabel(name)).toBe(label);
});
