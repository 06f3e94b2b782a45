import { expect, test } from 'vitest';
import { extensionLabel, fileKind, isDrawable, mayHavePicture } from '../../src/core/file-kind';

test.each([
  ['a.jpg', 5e9, true, true],
  ['A.PNG', 1, true, true],
  ['a.svg', 1, true, true],
  ['no extension', 5e9, false, true],
  ['DSC_1.NEF', 1000, false, true],
  ['a.heic', 1000, false, true],
  ['a.psd', 1000, false, true],
  ['a.mp4', 1000, false, false],
  ['a.txt', 1000, false, false],
  ['a.zip', 1000, false, false],
  ['a.tar.gz', 1000, false, false],
  ['a.jpg', 0, false, false],
])('%s of %d bytes is drawn: %s, may have a picture: %s', (name, size, drawn, may) => {
  expect(isDrawable({ name, size })).toBe(drawn);
  expect(mayHavePicture({ name, size })).toBe(may);
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
