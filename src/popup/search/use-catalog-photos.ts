import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { readPhotos } from '../../catalog/read-catalog';
import type { Failure } from '../../core/failure';
import type { Photo } from '../../core/s3-object';
import { thumbnailIdOf } from '../../core/thumbnail-key';
import { yieldToMain } from '../../core/yield-to-main';
import { useTask } from '../../ui/use-task';
import { useEndedJobs } from '../model/jobs';
import { photoReader, type SearchedPhoto } from './searched-photos';

/** What there is to be searched. */
export interface CatalogPhotos {
  /** In no order. */
  readonly photos: readonly SearchedPhoto[];
  /** Whether more are still being read. */
  readonly isReading: boolean;
  readonly failure: Failure | null;
  /** Takes out photos that are gone. */
  readonly remove: (keys: ReadonlySet<string>) => void;
  /** Takes in what a whole list of an album has. */
  readonly replaceAlbum: (prefix: string, listed: readonly Photo[]) => void;
}

const NONE: readonly SearchedPhoto[] = [];

/**
 * The photos below a prefix that the catalog knows, more and more while they are read: once for each search, and again after a
 * job has changed something.
 */
export function useCatalogPhotos(bucket: string | null, prefix: string): CatalogPhotos {
  const [photos, setPhotos] = useState(NONE);
  const { run, abort, busy, failure } = useTask(true);
  const read = useCallback(() => {
    if (bucket === null) return;
    void run(async signal => {
      const [pause, searched] = [yieldToMain(), photoReader()];
      const all: SearchedPhoto[] = [];
      let sofar = NONE;
      for await (const batch of readPhotos(bucket, prefix)) {
        for (const photo of batch) {
          all.push(searched(photo));
          const turn = pause();
          if (turn !== null) await turn;
        }
        if (signal.aborted) return;
        // Each time twice as many: searching them again costs as much as there are.
        if (all.length === 0 || all.length < 2 * sofar.length) continue;
        const now = [...all];
        sofar = now;
        setPhotos(shown => (shown.length > now.length ? shown : now));
      }
      // Those of a small catalog were searched already.
      setPhotos(shown => (shown === sofar && sofar.length === all.length ? shown : all));
    });
  }, [run, bucket, prefix]);
  // Not after the next paint: what is found would come a frame later.
  useLayoutEffect(() => {
    read();
    return abort; // else a search that was left would be read for to the end
  }, [read, abort]);
  useEndedJobs(read);
  const remove = useCallback(
    (keys: ReadonlySet<string>) => setPhotos(shown => shown.filter(({ key }) => !keys.has(key))),
    [],
  );
  const replaceAlbum = useCallback(
    (album: string, listed: readonly Photo[]) => setPhotos(shown => withListed(shown, album, listed)),
    [],
  );
  return { photos, isReading: busy, failure, remove, replaceAlbum };
}

/** What was noted of a photo stays as long as its bytes do. */
function withListed(
  photos: readonly SearchedPhoto[],
  album: string,
  listed: readonly Photo[],
): readonly SearchedPhoto[] {
  const others = photos.filter(photo => photo.album !== album);
  const before = new Map(photos.filter(photo => photo.album === album).map(photo => [photo.key, photo]));
  const searched = photoReader();
  const now = listed.map(photo => {
    const known = before.get(photo.key);
    const id = thumbnailIdOf(photo) ?? '';
    return known?.id === id
      ? known
      : searched({ ...photo, id, addresses: [], provenance: null, recordedAt: photo.storedAt });
  });
  return [...others, ...now];
}
