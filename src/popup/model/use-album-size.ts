import { useMemo } from 'preact/hooks';
import { stream } from '../../messaging/client';
import type { AlbumMeasure } from '../../messaging/protocol';
import { type StreamSource, type StreamState, useStream } from '../../ui/use-stream';

const measureOf = (prefix: string): StreamSource<AlbumMeasure, AlbumMeasure | null> => ({
  open: signal => stream('albums.measure', { prefix }, signal),
  reduce: (_before, total) => total,
});

/** Running totals of what is in an album; null before the first. */
export const useAlbumSize = (prefix: string): StreamState<AlbumMeasure | null> =>
  useStream(
    useMemo(() => measureOf(prefix), [prefix]),
    null,
  );
