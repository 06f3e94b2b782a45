import type { CatalogPhoto } from '../../catalog/database';
import { albumPrefixOfPhoto } from '../../core/album';
import { percentDecoded } from '../../core/encoding';
import { extensionLabel } from '../../core/file-kind';
import { extensionOf, mediaTypeOfName } from '../../core/media-type';
import { shownNameOfKey } from '../../core/object-key';
import type { Photo } from '../../core/s3-object';
import { searchText } from '../model/search-words';

/** A photo as it is searched: as little as will do, since there may be 100,000. */
export interface SearchedPhoto extends Pick<CatalogPhoto, 'key' | 'id' | 'storageClass' | 'isArchived'> {
  readonly storedAt: number;
  /** Name, title, description and address of the page, by `searchText`, a line for each. */
  readonly text: string;
  /** Prefix of the album that it is shown in. */
  readonly album: string;
  /** As it is shown: `JPG`; empty for what has none. */
  readonly type: string;
  /** Host of the page that it was saved from; empty where that is not known. */
  readonly site: string;
  readonly year: number;
}

/** Makes photos ready for the search; those made by one function share the texts that they have in common. */
export function photoReader(): (photo: CatalogPhoto) => SearchedPhoto {
  const texts = new Map<string, string>();
  const shared = (text: string): string => {
    const same = texts.get(text);
    if (same === undefined) texts.set(text, text);
    return same ?? text;
  };
  return ({ key, id, provenance, recordedAt, storedAt = recordedAt, storageClass, isArchived }) => {
    const name = shownNameOfKey(key);
    const url = provenance?.pageUrl || provenance?.sourceUrl || '';
    const [, host = '', path = ''] = WEB_ADDRESS.exec(url) ?? [];
    const page = `${host}${percentDecoded(path) ?? path}`;
    const noted = provenance === null ? '' : `\n${provenance.pageTitle}\n${provenance.alt}\n${page}`;
    return {
      ...{ key, id, storedAt },
      ...(storageClass !== undefined && { storageClass }),
      ...(isArchived === true && { isArchived }),
      text: searchText(name + noted),
      album: shared(albumPrefixOfPhoto(key)),
      type: shared(typeOf(name)),
      site: shared(host),
      year: new Date(storedAt).getFullYear(),
    };
  };
}

const WEB_ADDRESS = /^https?:\/\/(?:www\.)?([^/?#]+)(.*)/;

function typeOf(name: string): string {
  const type = mediaTypeOfName(name);
  const extension = type === null ? null : extensionOf(type);
  return extension === null ? extensionLabel(name) : extension.slice(1).toUpperCase();
}

/** The photo as the grid and the viewer take it. */
export function shownPhoto(found: SearchedPhoto): Photo {
  const { key, id, storedAt, storageClass, isArchived } = found;
  const end = id.lastIndexOf('-');
  return {
    ...{ key, name: shownNameOfKey(key), storedAt, lastModified: storedAt },
    etag: percentDecoded(id.slice(0, Math.max(0, end))) ?? '',
    size: Number(id.slice(end + 1)),
    ...(storageClass !== undefined && { storageClass }),
    ...(isArchived === true && { isArchived }),
  };
}
