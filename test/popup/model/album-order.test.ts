import { describe, expect, test } from 'vitest';
import type { Album } from '../../../src/core/album';
import { matching, sortedByName, sortedByUse } from '../../../src/popup/model/album-order';

const named = (...names: readonly string[]): Album[] => names.map(name => ({ prefix: `${name}/`, name }));
const names = (albums: readonly Album[]): string[] => albums.map(({ name }) => name);

test('albums are sorted by name with numbers in numeric order', () => {
  expect(names(sortedByName(named('Trip 10', 'cats', 'Trip 2', 'Birds'), 'en'))).toEqual([
    'Birds',
    'cats',
    'Trip 2',
    'Trip 10',
  ]);
});

test('two albums of one name are sorted in a fixed order', () => {
  const twins: Album[] = [
    { prefix: 'My album/', name: 'My album' },
    { prefix: 'My%20album/', name: 'My album' },
  ];
  expect(sortedByName(twins.toReversed(), 'en')).toEqual(twins);
});

test('albums used last come first, the rest by name', () => {
  const albums = named('a', 'b', 'c', 'd');
  expect(names(sortedByUse(albums, ['c/', 'gone/', 'b/'], 'en'))).toEqual(['c', 'b', 'a', 'd']);
});

describe('searching albums', () => {
  const albums = named('Café Berlin', '회사 여행', 'ALBUM 2', '100% wool');

  test.each([
    ['cafe', 'Café Berlin'],
    ['berlin caf', 'Café Berlin'],
    ['여ㅎ', '회사 여행'],
    ['album', 'ALBUM 2'],
    ['%', '100% wool'],
  ])('%j finds %j', (query, name) => {
    expect(names(matching(albums, query))).toEqual([name]);
  });

  test('for spaces hides nothing, and for an unknown word finds nothing', () => {
    expect(matching(albums, '  ')).toEqual(albums);
    expect(matching(albums, '.*')).toEqual([]);
  });
});
