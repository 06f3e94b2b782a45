import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { reportFromPage } from '../../messaging/report-from-page';
import { useInView } from '../../ui/use-in-view';
import { useLatest } from '../../ui/use-latest';

/** About a row of photos: what comes into view next. */
const MARGIN = '160px';

/** Not in the popup's first load: where pictures will be is drawn before there are any. */
let part: typeof import('./photo-thumbnails') | null = null;

async function loadPart(): Promise<typeof import('./photo-thumbnails')> {
  part ??= await import('./photo-thumbnails');
  return part;
}

/** What this page has without waiting. */
const cachedUrl = (photo: Photo | null): string | null | undefined =>
  photo === null ? null : part?.cachedThumbnail(photo);

const versionOf = (photo: Photo | null): string =>
  photo === null ? '' : `${photo.etag} ${photo.size} ${photo.key}`;

/**
 * Address of a photo's small picture, looked for while `element` is in view. Null: there is none. Undefined: not here
 * yet.
 */
export function usePhotoThumbnail(
  element: RefObject<Element | null>,
  photo: Photo | null,
): string | null | undefined {
  const version = versionOf(photo);
  const [drawn, setDrawn] = useState(() => ({ version, url: cachedUrl(photo) }));
  // A photo that was replaced is another one.
  const url = drawn.version === version ? drawn.url : cachedUrl(photo);
  const request = useRef<AbortController | null>(null);
  const latest = useLatest(photo);
  const abort = useCallback(() => request.current?.abort(), []);
  const load = useCallback(() => {
    const wanted = latest.current;
    if (wanted === null) return;
    abort();
    request.current = new AbortController();
    const { signal } = request.current;
    const show = (found: string | null): void => {
      // It may come late, for a photo that was replaced meanwhile.
      if (versionOf(latest.current) === version) setDrawn({ version, url: found });
    };
    loadPart()
      .then(({ loadPhotoThumbnail }) =>
        loadPhotoThumbnail({ photo: wanted, signal, isVisible: () => isVisible(element.current), show }),
      )
      .catch(error => reportFromPage('thumbnails.load', error));
  }, [version, element, abort, latest]);
  useInView(element, MARGIN, url === undefined ? load : null, abort);
  useEffect(() => abort, [abort]);
  return url;
}

function isVisible(element: Element | null): boolean {
  const { top, bottom } = element?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return bottom > 0 && top < innerHeight;
}
