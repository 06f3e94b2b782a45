import { describe, expect, test } from 'vitest';
import type { Photo } from '../../../src/core/s3-object';
import {
  EMPTY_CONTENTS,
  withAlbum,
  withoutPhotos,
  withPage,
  withPhoto,
} from '../../../src/popup/model/album-contents';

const photo = (name: string, size = 1): Photo => ({
  key: `A/${name}`,
  name,
  size,
  lastModified: 0,
  storedAt: 0,
  etag: '',
});
const page = (names: readonly string[], isLast: boolean, albums: readonly string[] = []) => ({
  albums: albums.map(name => ({ prefix: `A/${name}/`, name })),
  photos: names.map(name => photo(name)),
  isLast,
});
const namesOf = ({ photos }: { readonly photos: readonly Photo[] }): string[] =>
  photos.map(({ name }) => name);

const first = withPage(EMPTY_CONTENTS, page(['1.jpg', '10.jpg'], false, ['b']), 'en');

describe('album contents', () => {
  test('grow by pages until the last one', () => {
    expect(first.isComplete).toBe(false);
    const all = withPage(first, page(['2.jpg'], true, ['b', 'a']), 'en');
    expect(all.isComplete).toBe(true);
    expect(namesOf(all)).toEqual(['1.jpg', '10.jpg', '2.jpg']);
    expect(all.albums.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('hold a photo that was just saved once, whatever page it is on', () => {
    const saved = withPhoto(withPhoto(first, photo('2.jpg', 5)), photo('10.jpg', 7));
    expect(namesOf(saved)).toEqual(['1.jpg', '2.jpg', '10.jpg']);
    const all = withPage(saved, page(['2.jpg', '3.jpg'], true), 'en');
    expect(namesOf(all)).toEqual(['1.jpg', '2.jpg', '10.jpg', '3.jpg']);
    expect(all.photos.map(({ size }) => size)).toEqual([1, 5, 7, 1]);
  });

  test('lose a deleted photo alone', () => {
    expect(namesOf(withoutPhotos(first, new Set(['A/1.jpg'])))).toEqual(['10.jpg']);
  });

  test('hold a new album in its place, and an existing one once', () => {
    const more = withAlbum(
      withAlbum(first, { prefix: 'A/a/', name: 'a' }, 'en'),
      { prefix: 'A/b/', name: 'b' },
      'en',
    );
    expect(more.albums.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
