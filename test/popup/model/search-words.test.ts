import { describe, expect, test } from 'vitest';
import type { Album } from '../../../src/core/album';
import { matching, searchText } from '../../../src/popup/model/search-words';

const named = (...names: readonly string[]): Album[] => names.map(name => ({ prefix: `${name}/`, name }));
const names = (albums: readonly Album[]): string[] => albums.map(({ name }) => name);

describe('searching albums', () => {
  const albums = named('Café Berlin', '회사 여행', 'ALBUM 2', '100% wool');

  test.each([
    ['cafe', 'Café Berlin'],
    ['berlin caf', 'Café Berlin'],
    ['여ㅎ', '회사 여행'],
    ['ㅎ', '회사 여행'],
    ['호', '회사 여행'],
    ['횟', '회사 여행'],
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

test.each(['사', '사ㅈ', '살', '사라', '사랑', '앉', '안ㅈ', '과', '고', '의', '으'])(
  '%s is found in words that begin so while they are typed',
  typed => {
    const words = ['사진', '사랑', '앉아', '과일', '의자'].map(searchText);
    expect(words.some(word => word.startsWith(searchText(typed)))).toBe(true);
  },
);
