import { expect, test } from 'vitest';
import type { Album } from '../../../src/core/album';
import { sortedByName, sortedByUse } from '../../../src/popup/model/album-order';

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
