import { useLayoutEffect, useState } from 'preact/hooks';
import { reportFromPage } from '../../messaging/report-from-page';

/** What was found, and what was looked for. */
interface Found<Result> {
  readonly result: Result;
  readonly words: readonly string[];
}

/**
 * What was found last, until it was looked for these words; null at first.
 * @param find looks for them; another function when there is something else to be looked at. Resolves with null when aborted
 */
export function useFound<Result>(
  words: readonly string[],
  find: (words: readonly string[], signal: AbortSignal) => Promise<Result | null>,
): Found<Result> | null {
  const [found, setFound] = useState<Found<Result> | null>(null);
  // Not after the next paint: what is found would come a frame later.
  useLayoutEffect(() => {
    const superseded = new AbortController();
    find(words, superseded.signal).then(
      result => result !== null && setFound({ result, words }),
      error => reportFromPage('search.find', error),
    );
    return () => superseded.abort();
  }, [words, find]);
  return found;
}
