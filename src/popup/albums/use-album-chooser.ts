import { useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import type { TaskState } from '../../ui/use-task';
import { matching, sortedByUse } from '../model/album-order';
import type { AlbumList } from '../model/use-albums';
import { useChildAlbums } from '../model/use-child-albums';

/** Where a person is among the albums to choose from. */
export interface AlbumChooserState {
  /** Prefix of the album whose albums are shown; null for those that lie in no other. */
  readonly currentPrefix: string | null;
  readonly open: (prefix: string | null) => void;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** Those that are here and match, in the order in which they are shown. */
  readonly albums: readonly Album[];
  /** Asking S3 for them. */
  readonly task: TaskState;
}

/** The albums that lie in no other, and those within others that something was saved to lately. */
function topAlbums({ albums, recent }: AlbumList): readonly Album[] {
  const known = new Set(albums?.map(({ prefix }) => prefix));
  return [...(albums ?? []), ...recent.filter(prefix => !known.has(prefix)).map(albumOfPrefix)];
}

export function useAlbumChooser(list: AlbumList): AlbumChooserState {
  const [currentPrefix, setHere] = useState<string | null>(null);
  const [query, setQuery] = useState('');
  const inside = useChildAlbums(currentPrefix);
  const all = currentPrefix === null ? sortedByUse(topAlbums(list), list.recent, uiLanguage()) : inside.value;
  return {
    currentPrefix,
    open: prefix => {
      setHere(prefix);
      setQuery('');
    },
    query,
    setQuery,
    albums: matching(all, query),
    task: currentPrefix === null ? list.task : inside,
  };
}
