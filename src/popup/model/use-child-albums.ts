import { useMemo } from 'preact/hooks';
import type { Album } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import { stream } from '../../messaging/client';
import type { AlbumPage } from '../../messaging/protocol';
import { type StreamSource, type StreamState, useStream } from '../../ui/use-stream';
import { sortedByName } from './album-order';

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
