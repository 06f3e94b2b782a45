import { useMemo } from 'preact/hooks';
import type { Album } from '../../core/album';
import { uiLanguage } from '../../i18n/message';
import { stream } from '../../messaging/client';
import type { AlbumPage } from '../../messaging/protocol';
import { type Stream, type StreamSource, useStream } from '../../ui/use-stream';
import { sortedByName } from '../albums/album-order';

type Albums = readonly Album[];

const NONE: Albums = [];

const albumsIn = (prefix: string): StreamSource<AlbumPage, Albums> => ({
  open: signal => stream('albums.contents', { prefix }, signal),
  restart: () => NONE,
  next: (known, { albums }) =>
    albums.length === 0 ? known : sortedByName([...known, ...albums], uiLanguage()),
});

/** The albums directly in an album, by name, as many as are known by now; nothing is asked without one. */
export const useAlbumsIn = (prefix: string | null): Stream<Albums> =>
  useStream(
    useMemo(() => (prefix === null ? null : albumsIn(prefix)), [prefix]),
    NONE,
  );
