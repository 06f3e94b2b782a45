import { useEffect, useState } from 'preact/hooks';
import { reportFromPage } from '../../messaging/report-from-page';
import { type FoundPhotos, findPhotos, MAX_SHOWN, type PhotoFilter } from './find-photos';
import type { SearchedPhoto } from './searched-photos';

interface Found extends FoundPhotos {
  /** What was looked for. */
  readonly words: readonly string[];
}

/** What was found last, until the photos were searched for these words; null at first. */
export function useFound(
  photos: readonly SearchedPhoto[],
  words: readonly string[],
  filter: PhotoFilter,
  max: number = MAX_SHOWN,
): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    const superseded = new AbortController();
    findPhotos(photos, words, filter, superseded.signal, max).then(
      now => now !== null && setFound({ ...now, words }),
      error => reportFromPage('search.find', error),
    );
    return () => superseded.abort();
  }, [photos, words, filter, max]);
  return found;
}
