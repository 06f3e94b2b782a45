import type { Album } from '../../core/album';
import type { AlbumPage, PhotoView } from '../../messaging/protocol';
import { nameOrder, sortedByName } from '../albums/album-order';

/** What is known of an album so far. */
export interface AlbumContents {
  readonly albums: readonly Album[];
  readonly photos: readonly PhotoView[];
  /** Token for the next page; null once everything is here. */
  readonly next: string | null;
  /** Whether one page holds it all: then photos stand as people count, otherwise as S3 lists them. */
  readonly isWhole: boolean;
}

/** S3 lists by UTF-8 bytes; comparing code units differs from that beyond U+FFFF only. */
const listOrder = (a: string, b: string): number => Number(a > b) - Number(a < b);

const photoOrder = (isWhole: boolean, language: string): ((a: PhotoView, b: PhotoView) => number) => {
  const compare = nameOrder(language);
  return isWhole
    ? (a, b) => compare(a.name, b.name) || listOrder(a.key, b.key)
    : (a, b) => listOrder(a.key, b.key);
};

/** The contents that an album's first page tells. */
export function contentsOfFirstPage(page: AlbumPage, language: string): AlbumContents {
  const isWhole = page.next === null;
  return {
    albums: sortedByName(page.albums, language),
    photos: isWhole ? page.photos.toSorted(photoOrder(true, language)) : page.photos,
    next: page.next,
    isWhole,
  };
}

/** Photos that came in a page are appended, so that nothing moves under the reader's eyes. */
export function withNextPage(contents: AlbumContents, page: AlbumPage, language: string): AlbumContents {
  const albums = new Set(contents.albums.map(album => album.prefix));
  const photos = new Set(contents.photos.map(photo => photo.key));
  return {
    albums: sortedByName(
      [...contents.albums, ...page.albums.filter(({ prefix }) => !albums.has(prefix))],
      language,
    ),
    photos: [...contents.photos, ...page.photos.filter(({ key }) => !photos.has(key))],
    next: page.next,
    isWhole: false,
  };
}

/** With a photo that was just saved, at its place. */
export function withPhoto(contents: AlbumContents, photo: PhotoView, language: string): AlbumContents {
  const others = contents.photos.filter(({ key }) => key !== photo.key);
  const compare = photoOrder(contents.isWhole, language);
  const at = others.findIndex(other => compare(other, photo) > 0);
  return { ...contents, photos: others.toSpliced(at === -1 ? others.length : at, 0, photo) };
}

export const withoutPhoto = (contents: AlbumContents, key: string): AlbumContents => ({
  ...contents,
  photos: contents.photos.filter(photo => photo.key !== key),
});

export function withAlbum(contents: AlbumContents, album: Album, language: string): AlbumContents {
  const others = contents.albums.filter(({ prefix }) => prefix !== album.prefix);
  return { ...contents, albums: sortedByName([...others, album], language) };
}
