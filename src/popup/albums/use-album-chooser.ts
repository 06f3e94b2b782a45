import { useMemo, useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import { stream } from '../../messaging/client';
import type { AlbumPage } from '../../messaging/protocol';
import { type StreamSource, type StreamState, useStream } from '../../ui/use-stream';
import type { TaskState } from '../../ui/use-task';
import { sortedByName, sortedByUse } from '../model/album-order';
import { matching } from '../model/search-words';
import type { AlbumList } from '../model/use-albums';

/** Where the user is among the albums to choose from. */
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
  const [currentPrefix, setCurrentPrefix] = useState<string | null>(null);
  const [query, setQuery] = useState('');
  const inside = useChildAlbums(currentPrefix);
  const all = currentPrefix === null ? sortedByUse(topAlbums(list), list.recent, uiLanguage()) : inside.value;
  return {
    currentPrefix,
    open: prefix => {
      setCurrentPrefix(prefix);
      setQuery('');
    },
    query,
    setQuery,
    albums: matching(all, query),
    task: currentPrefix === null ? list.task : inside,
  };
}

type Albums = readonly Album[];

const NONE: Albums = [];

const childAlbums = (prefix: string): StreamSource<AlbumPage, Albums> => ({
  open: signal => stream('albums.contents', { prefix }, signal),
  restart: () => NONE,
  reduce: (known, { albums }) =>
    albums.length === 0 ? known : sortedByName([...known, ...albums], uiLanguage()),
});

/** The albums directly in an album, by name, as many as are known by now; nothing is asked without one. */
export const useChildAlbums = (prefix: string | null): StreamState<Albums> =>
  useStream(
    useMemo(() => (prefix === null ? null : childAlbums(prefix)), [prefix]),
    NONE,
  );
