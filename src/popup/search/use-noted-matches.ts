import { useCallback, useMemo } from 'preact/hooks';
import { bucketIdentity, type Settings } from '../../core/settings';
import { wordsOf } from '../model/search-words';
import { findKeys } from './find-photos';
import { useCatalogPhotos } from './use-catalog-photos';
import { useFound } from './use-found';

const NONE: ReadonlySet<string> = new Set();

interface NotedMatches {
  readonly keys: ReadonlySet<string>;
  /** Whether there may be more: what was noted is still being read or looked through. */
  readonly isLooking: boolean;
}

/** Keys of the photos below a prefix that match by what was noted of them, their names among it; read when first asked. */
export function useNotedMatches(settings: Settings | null, prefix: string, query: string): NotedMatches {
  const words = useMemo(() => wordsOf(query), [query]);
  const { photos, isReading } = useCatalogPhotos(
    settings === null || words.length === 0 ? null : bucketIdentity(settings),
    prefix,
  );
  const find = useCallback(
    (wanted: readonly string[], signal: AbortSignal) => findKeys(photos, wanted, signal),
    [photos],
  );
  const found = useFound(words, find);
  const isCurrent = found?.words === words;
  return {
    keys: isCurrent ? found.result : NONE,
    isLooking: words.length > 0 && (isReading || !isCurrent),
  };
}
