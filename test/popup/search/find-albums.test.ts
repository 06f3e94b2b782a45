import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/popup/model/search-words';
import { findAlbums } from '../../../src/popup/search/find-albums';

const PREFIXES = [
  'mine/Trips/',
  'mine/Trips/Rome 2025/',
  'mine/Old trips/',
  'mine/My%20caf%C3%A9/',
  'mine/Rome/',
];

test.each([
  ['trip', ['mine/Trips/', 'mine/Old trips/']],
  ['trips rome', ['mine/Trips/Rome 2025/']],
  ['rome', ['mine/Rome/', 'mine/Trips/Rome 2025/']],
  ['cafe', ['mine/My%20caf%C3%A9/']],
  ['mine', []],
  ['nothing', []],
])('for %j, albums are found by their own names and those of the albums around them', (query, prefixes) => {
  const found = findAlbums(PREFIXES, 'mine/', wordsOf(query), 'en');
  expect(found.map(({ prefix }) => prefix)).toEqual(prefixes);
});
