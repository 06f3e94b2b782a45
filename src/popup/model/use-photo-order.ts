import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { uiLanguage } from '../../i18n/message';
import { reportFromPage } from '../../messaging/report-from-page';
import {
  filterPhotos,
  NEWEST_FIRST,
  type PhotoOrder,
  SORT_KEYS,
  type SortedPhotos,
  sortPhotos,
} from './photo-order';

const NONE: ReadonlySet<string> = new Set();

/** Key in `localStorage`: how a user likes photos to stand, on this computer. */
const KEY = 'photo-order';

function storedOrder(): PhotoOrder {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    const claimed = stored as Partial<PhotoOrder> | null; // looked at before it is believed
    const by = SORT_KEYS.find(one => one === claimed?.by);
    return by === undefined ? NEWEST_FIRST : { by, isDescending: claimed?.isDescending === true };
  } catch (error) {
    reportFromPage('photo-order.read', error);
    return NEWEST_FIRST; // nothing that we wrote
  }
}

/** The order of photos that a user chose last, in whichever album. */
export function usePhotoOrder(): [PhotoOrder, (order: PhotoOrder) => void] {
  const [order, setOrder] = useState(storedOrder);
  return [
    order,
    chosen => {
      localStorage.setItem(KEY, JSON.stringify(chosen));
      setOrder(chosen);
    },
  ];
}

/**
 * The photos that are looked for, in order.
 * @param noted keys of those that match otherwise than by name
 */
export function usePhotosShown(
  photos: readonly Photo[],
  order: PhotoOrder,
  query: string,
  noted: ReadonlySet<string> = NONE,
): readonly Photo[] {
  const before = useRef<SortedPhotos | null>(null);
  const inOrder = useMemo(() => sortPhotos(photos, order, uiLanguage(), before.current), [photos, order]);
  useLayoutEffect(() => {
    before.current = inOrder;
  }, [inOrder]);
  return useMemo(() => filterPhotos(inOrder.photos, query, noted), [inOrder, query, noted]);
}
