import type { Album } from '../../core/album';
import type { Photo } from '../../core/s3-object';
import type { AlbumPage } from '../../messaging/protocol';
import { sortedByName } from './album-order';

/** What is known of an album so far. */
export interface AlbumContents {
  /** By name. */
  readonly albums: readonly Album[];
  /** As S3 lists them, then those that came otherwise. */
  readonly photos: readonly Photo[];
  /** Whether that is all. */
  readonly isComplete: boolean;
  /** Keys of photos that came otherwise than by a page. */
  readonly added: ReadonlySet<string>;
}

export const EMPTY_CONTENTS: AlbumContents = { albums: [], photos: [], isComplete: false, added: new Set() };

/** With what stands in one more page. */
export function withPage(contents: AlbumContents, page: AlbumPage, language: string): AlbumContents {
  const albums = new Set(contents.albums.map(album => album.prefix));
  const { added } = contents;
  return {
    albums: sortedByName(
      [...contents.albums, ...page.albums.filter(({ prefix }) => !albums.has(prefix))],
      language,
    ),
    photos: contents.photos.concat(
      added.size === 0 ? page.photos : page.photos.filter(({ key }) => !added.has(key)),
    ),
    isComplete: page.isLast,
    added,
  };
}

/** With a photo that was just saved. */
export const withPhoto = (contents: AlbumContents, photo: Photo): AlbumContents => ({
  ...contents,
  photos: [...contents.photos.filter(({ key }) => key !== photo.key), photo],
  added: new Set(contents.added).add(photo.key),
});

/** With a photo under another key, in place of the one that was there. */
export const withRenamed = (contents: AlbumContents, from: string, photo: Photo): AlbumContents => ({
  ...contents,
  photos: contents.photos.filter(({ key }) => key !== photo.key).map(one => (one.key === from ? photo : one)),
  added: new Set(contents.added).add(photo.key),
});

export const withoutPhotos = (contents: AlbumContents, keys: ReadonlySet<string>): AlbumContents => ({
  ...contents,
  photos: contents.photos.filter(({ key }) => !keys.has(key)),
});

export function withAlbum(contents: AlbumContents, album: Album, language: string): AlbumContents {
  const others = contents.albums.filter(({ prefix }) => prefix !== album.prefix);
  return { ...contents, albums: sortedByName([...others, album], language) };
}

export const withoutAlbum = (contents: AlbumContents, prefix: string): AlbumContents => ({
  ...contents,
  albums: contents.albums.filter(album => album.prefix !== prefix),
});

/** An album that is being listed. */
export interface Listing {
  /** What is shown of it; null until something is known. */
  readonly shown: AlbumContents | null;
  /** What this time was listed so far. */
  readonly listed: AlbumContents;
}

export const restarted = ({ shown }: Listing): Listing => ({ shown, listed: EMPTY_CONTENTS });

/** With one more page. What was known before stays as long as it is more. */
export function withListedPage({ shown, listed }: Listing, page: AlbumPage, language: string): Listing {
  const now = withPage(listed, page, language);
  const isLess = !now.isComplete && now.photos.length < (shown?.photos.length ?? 0);
  return { shown: isLess ? shown : now, listed: now };
}

/** With a change that no page has told: pages that are still to come know nothing of it. */
export const withChange = (
  { shown, listed }: Listing,
  change: (contents: AlbumContents) => AlbumContents,
) => ({
  shown: change(shown ?? EMPTY_CONTENTS),
  listed: change(listed),
});
