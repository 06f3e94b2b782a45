import { expect, it } from 'vitest';
import { albumOfPrefix } from '../../src/core/album';
import { menuAlbums } from '../../src/core/menu-albums';

const albums = ['b/', 'album 10/', 'album 2/', 'a/'].map(albumOfPrefix);
const names = (recent: string[]): string[] => menuAlbums(albums, recent, 'en').map(album => album.name);

it('menuAlbums puts used albums first, the last used at the top, and the rest by name', () => {
  expect(names(['b/', 'album 10/'])).toEqual(['b', 'album 10', 'a', 'album 2']);
  expect(names([])).toEqual(['a', 'album 2', 'album 10', 'b']);
});

it('menuAlbums has a used album that the list does not hold, such as a nested one', () => {
  expect(names(['trips/Oslo/'])[0]).toBe('Oslo');
});

it('menuAlbums has ten albums at most', () => {
  const many = Array.from({ length: 30 }, (_, index) => albumOfPrefix(`${index}/`));
  expect(menuAlbums(many, ['7/'], 'en').map(album => album.name)).toEqual([
    '7',
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '8',
    '9',
  ]);
});
