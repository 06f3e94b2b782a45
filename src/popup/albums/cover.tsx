import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AlbumIcon } from '../../ui/icons';
import { usePhotoThumbnail } from '../album/use-photo-thumbnail';
import { useInView } from '../use-in-view';
import { forgetCover, knownCover, loadCover } from './covers';

/** The picture on an album's card; asked for when the card comes into view. */
export function Cover({ prefix }: { readonly prefix: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const [cover, setCover] = useState(() => knownCover(prefix));
  const gone = useMemo(() => new AbortController(), []);
  useEffect(() => () => gone.abort(), [gone]);
  const ask = useCallback(() => loadCover(prefix, gone.signal, setCover), [prefix, gone]);
  useInView(place, '120px', cover === undefined ? ask : null);
  const url = usePhotoThumbnail(place, cover ?? null);
  const fail = (): void => {
    forgetCover(prefix);
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
