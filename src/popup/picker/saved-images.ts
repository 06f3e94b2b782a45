import { useEffect, useRef, useState } from 'preact/hooks';
import { addressesInBucket } from '../../catalog/catalog';
import { addressOf } from '../../catalog/picture-address';
import { reportFromPage } from '../../messaging/report-from-page';
import { bestUrl, type PageImage } from './page-image';

const NONE: ReadonlySet<string> = new Set();

/**
 * Which of these pictures are in the bucket already, by their best URL: as far as they were saved in this browser, from that URL
 * or the one that is shown. Asks nobody but the browser's catalog.
 */
export async function findSaved(bucket: string, images: readonly PageImage[]): Promise<ReadonlySet<string>> {
  const addressed = await Promise.all(
    images.map(async image => ({
      id: bestUrl(image),
      addresses: await Promise.all([...new Set([image.url, bestUrl(image)])].map(knownAddress)),
    })),
  );
  const all = addressed.flatMap(({ addresses }) => addresses).filter(address => address !== null);
  const there = await addressesInBucket(bucket, all);
  const saved = addressed.filter(({ addresses }) =>
    addresses.some(address => address !== null && there.has(address)),
  );
  return new Set(saved.map(({ id }) => id));
}

/** A `data:` URL that is none has no address. */
const knownAddress = (url: string): Promise<string | null> =>
  addressOf(url).catch(error => {
    reportFromPage('picker.address', error);
    return null;
  });

/** As {@link findSaved}, while pictures are being found; nothing is marked where the catalog can't be read. */
export function useSavedImages(bucket: string | null, images: readonly PageImage[]): ReadonlySet<string> {
  const [saved, setSaved] = useState({ bucket, ids: NONE });
  const asked = useRef({ bucket, ids: new Set<string>() });
  useEffect(() => {
    if (bucket === null) return;
    if (asked.current.bucket !== bucket) asked.current = { bucket, ids: new Set() };
    const { ids } = asked.current;
    const unasked = images.filter(image => !ids.has(bestUrl(image)));
    if (unasked.length === 0) return;
    for (const image of unasked) ids.add(bestUrl(image));
    void findSaved(bucket, unasked).then(
      found =>
        setSaved(before => ({
          bucket,
          ids: new Set([...(before.bucket === bucket ? before.ids : NONE), ...found]),
        })),
      error => reportFromPage('picker.find-saved', error),
    );
  }, [bucket, images]);
  return saved.bucket === bucket ? saved.ids : NONE;
}
