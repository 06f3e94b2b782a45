import { useEffect, useState } from 'preact/hooks';
import type { AlbumPreview } from '../../core/cover';
import { formatCount, formatDay } from '../../i18n/format';
import { message, plural } from '../../i18n/message';
import { type AlbumFacts, factsOf } from '../model/album-facts';

interface AlbumFactsLineProps {
  readonly prefix: string;
  /** What came with the cover; undefined until then. */
  readonly preview: AlbumPreview | undefined;
}

/** `24 · Nov 12`, `50+`, `2 albums` or `Empty`: what an album holds, as far as that is known. */
export function AlbumFactsLine({ prefix, preview }: AlbumFactsLineProps) {
  const [facts, setFacts] = useState<AlbumFacts | null>(null);
  const [now] = useState(() => Date.now());
  useEffect(() => {
    let isShown = true;
    void factsOf(prefix, preview).then(known => isShown && setFacts(known));
    return () => {
      isShown = false;
    };
  }, [prefix, preview]);
  if (facts === null) return null;
  const { photos, albums, newestAt, isAll } = facts;
  if (photos + albums === 0) return isAll ? <span data-empty="true">{message('album_is_empty')}</span> : null;
  if (photos === 0) return <bdi>{plural('album_count', albums)}</bdi>;
  return (
    <>
      <bdi aria-hidden="true">{`${formatCount(photos)}${isAll ? '' : '+'}`}</bdi>
      <span class="visually-hidden">{plural(isAll ? 'item_count' : 'item_count_at_least', photos)}</span>
      {newestAt !== null && (
        <>
          {' · '}
          <bdi>{formatDay(newestAt, now)}</bdi>
        </>
      )}
    </>
  );
}
