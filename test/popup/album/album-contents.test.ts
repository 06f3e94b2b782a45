import { describe, expect, test } from 'vitest';
import type { PhotoView } from '../../../src/messaging/protocol';
import {
  contentsOfFirstPage,
  withAlbum,
  withNextPage,
  withoutPhoto,
  withPhoto,
} from '../../../src/popup/album/album-contents';

const photo = (name: string): PhotoView => ({
  key: `A/${name}`,
  name,
  size: 1,
  lastModified: 0,
  etag: '',
  url: '',
});
const photos = (...names: readonly string[]): PhotoView[] => names.map(photo);
const namesOf = ({ photos }: { readonly photos: readonly PhotoView[] }): string[] =>
  photos.map(({ name }) => name);

describe('an album of one page', () => {
  const contents = contentsOfFirstPage(
    { albums: [], photos: photos('1.jpg', '10.jpg', '2.jpg'), next: null },
    'en',
  );

  test('stands as people count', () => {
    expect(namesOf(contents)).toEqual(['1.jpg', '2.jpg', '10.jpg']);
  });

  test('takes a new photo at its place, and one that was there already only once', () => {
    expect(namesOf(withPhoto(contents, photo('3.jpg'), 'en'))).toEqual(['1.jpg', '2.jpg', '3.jpg', '10.jpg']);
    expect(namesOf(withPhoto(contents, photo('2.jpg'), 'en'))).toEqual(['1.jpg', '2.jpg', '10.jpg']);
    expect(namesOf(withPhoto(contents, photo('99.jpg'), 'en')).at(-1)).toBe('99.jpg');
  });

  test('loses the photo that was deleted, and only that', () => {
    expect(namesOf(withoutPhoto(contents, 'A/2.jpg'))).toEqual(['1.jpg', '10.jpg']);
  });
});

describe('an album of several pages', () => {
  const first = contentsOfFirstPage({ albums: [], photos: photos('1.jpg', '10.jpg'), next: 't' }, 'en');

  test('stands as S3 lists it, so that nothing moves when more comes', () => {
    const all = withNextPage(first, { albums: [], photos: photos('10.jpg', '2.jpg'), next: null }, 'en');
    expect(namesOf(all)).toEqual(['1.jpg', '10.jpg', '2.jpg']);
    expect(all.next).toBeNull();
  });

  test('takes a new photo where S3 would list it', () => {
    expect(namesOf(withPhoto(first, photo('100.jpg'), 'en'))).toEqual(['1.jpg', '10.jpg', '100.jpg']);
  });

  test('gathers the albums of all pages by name', () => {
    const albums = ['b', 'a'].map(name => ({ prefix: `A/${name}/`, name }));
    const all = withNextPage(
      withAlbum(first, { prefix: 'A/b/', name: 'b' }, 'en'),
      { albums, photos: [], next: null },
      'en',
    );
    expect(all.albums.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
