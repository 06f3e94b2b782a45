import { useMemo, useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import { sortedByUse } from './album-order';

/** By what albums are sorted: those that something was saved to last come first, or by name. */
export type AlbumOrder = 'use' | 'name';

/** Key in `localStorage`: how a user likes albums to stand, on this computer. */
const KEY = 'album-order';

/** The order of albums that a user chose last, at whatever depth; by use until then. */
export function useAlbumOrder(): [AlbumOrder, (order: AlbumOrder) => void] {
  const [order, setOrder] = useState<AlbumOrder>(localStorage.getItem(KEY) === 'name' ? 'name' : 'use');
  return [
    order,
    chosen => {
      localStorage.setItem(KEY, chosen);
      setOrder(chosen);
    },
  ];
}

/**
 * Albums in that order; one is used when an album in it is.
 * @param byName as they stand by name
 * @param recent see `AlbumList`
 */
export const useAlbumsInOrder = (
  byName: readonly Album[],
  recent: readonly string[],
  order: AlbumOrder,
): readonly Album[] =>
  useMemo(() => {
    if (order === 'name') return byName;
    const used = recent.map(
      prefix => byName.find(album => prefix.startsWith(album.prefix))?.prefix ?? prefix,
    );
    return sortedByUse(byName, used, uiLanguage());
  }, [byName, recent, order]);
