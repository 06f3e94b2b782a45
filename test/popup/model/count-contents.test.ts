import { expect, test } from 'vitest';
import { EMPTY_CONTENTS } from '../../../src/popup/model/album-contents';
import { countContents, countFiles } from '../../../src/popup/model/count-contents';
import { photo } from '../photos';

const album = { prefix: 'A/in/', name: 'in' };
const contents = { ...EMPTY_CONTENTS, isComplete: true };

test.each([
  ['nothing', contents, ''],
  ['one photo', { ...contents, photos: [photo('a.jpg')] }, '1 photo'],
  ['a photo and a PDF', { ...contents, photos: [photo('a.jpg'), photo('b.pdf')] }, '2 items'],
  ['albums alone', { ...contents, albums: [album] }, '1 album'],
  ['both', { ...contents, albums: [album], photos: [photo('a.jpg')] }, '1 album · 1 photo'],
  ['what is still being listed', { ...contents, photos: [photo('a.jpg')], isComplete: false }, '1+ photo'],
])('an album of %s', (_, of, text) => {
  expect(countContents(of)).toBe(text);
});

test('what was deleted is counted as items where it is not photos alone', () => {
  expect(countFiles([photo('plans.pdf'), photo('a.png')], true)).toBe('2 items');
});
