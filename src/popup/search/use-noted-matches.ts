import { useMemo } from 'preact/hooks';
import { bucketIdentity, type Settings } from '../../core/settings';
import { wordsOf } from '../model/search-words';
import { NO_FILTER } from './find-photos';
import { useCatalogPhotos } from './use-catalog-photos';
import { useFound } from './use-found';

/** The album shows whatever matches: without the others it would seem to have no more. */
const ALL = Number.POSITIVE_INFINITY;

/** Keys of the photos below a prefix that match by what was noted of them, their names among it; read when first asked. */
export function useNotedMatches(
  settings: Settings | null,
  prefix: string,
  query: string,
): ReadonlySet<string> {
  const words = useMemo(() => wordsOf(query), [query]);
  const { photos } = useCatalogPhotos(
    settings === null || words.length === 0 ? null : bucketIdentity(settings),
    prefix,
  );
  const found = useFound(photos, words, NO_FILTER, ALL);
  return useMemo(
    () => new Set(found?.words === words ? found.photos.map(({ key }) => key) : []),
    [found, words],
  );
}
