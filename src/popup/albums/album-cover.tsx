import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AlbumIcon } from '../../ui/icons';
import { useInView } from '../../ui/use-in-view';
import { cachedCover, invalidateCover, loadCover } from '../model/album-covers';
import { usePhotoThumbnail } from '../model/use-photo-thumbnail';

/** The picture on an album's card; asked for when the card comes into view. */
export function AlbumCover({ prefix }: { readonly prefix: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const [cover, setCover] = useState(() => cachedCover(prefix));
  const gone = useMemo(() => new AbortController(), []);
  useEffect(() => () => gone.abort(), [gone]);
  const ask = useCallback(() => loadCover(prefix, gone.signal, setCover), [prefix, gone]);
  useInView(place, '120px', cover === undefined ? ask : null);
  const url = usePhotoThumbnail(place, cover ?? null);
  const fail = (): void => {
    invalidateCover(prefix);
    setCover(null);
  };
  return (
    <span ref={place} class="cover">
      {url == null ? (
        <AlbumIcon />
      ) : (
        <img class="picture" src={url} alt="" decoding="async" onLoad={showPicture} onError={fail} />
      )}
    </span>
  );
}

const showPicture = (event: { readonly currentTarget: HTMLImageElement }): void =>
  event.currentTarget.classList.add('is-there');
