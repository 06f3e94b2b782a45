import { useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import type { Loading } from '../../ui/use-task';
import { matching, sortedByUse } from '../albums/album-order';
import type { AlbumList } from '../albums/use-albums';
import { useAlbumsIn } from './use-albums-in';

/** Where a person is among the albums to choose from. */
export interface Place {
  /** Prefix of the album whose albums are shown; null for those that lie in no other. */
  readonly here: string | null;
  readonly open: (prefix: string | null) => void;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** Those that are here and match, in the order in which they are shown. */
  readonly albums: readonly Album[];
  /** Asking S3 for them. */
  readonly task: Loading;
}

/** The albums that lie in no other, and those within others that something was saved to lately. */
function topOf({ albums, recent }: AlbumList): readonly Album[] {
  const known = new Set(albums?.map(({ prefix }) => prefix));
  return [...(albums ?? []), ...recent.filter(prefix => !known.has(prefix)).map(albumOfPrefix)];
}

export function usePlace(list: AlbumList): Place {
  const [here, setHere] = useState<string | null>(null);
  const [query, setQuery] = useState('');
  const inside = useAlbumsIn(here);
  const all = here === null ? sortedByUse(topOf(list), list.recent, uiLanguage()) : inside.value;
  return {
    here,
    open: prefix => {
      setHere(prefix);
      setQuery('');
    },
    query,
    setQuery,
    albums: matching(all, query),
    task: here === null ? list.task : inside,
  };
}
