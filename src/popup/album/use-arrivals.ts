import { useEffect, useRef, useState } from 'preact/hooks';
import { fileNameOfKey } from '../../core/object-key';
import { call } from '../../messaging/client';
import type { PhotoView, TransferView } from '../../messaging/protocol';
import { forgetCover } from '../albums/covers';
import { withPhoto } from './album-contents';
import type { Change } from './use-album-contents';

/** The photo that a saved transfer has become. */
async function photoOf(key: string, size: number): Promise<PhotoView> {
  const { url } = await call('photos.link', { key });
  return { key, name: fileNameOfKey(key), size, lastModified: Date.now(), etag: '', url };
}

/**
 * Puts photos that are saved into the album while it is shown among the others, wherever their page is.
 * Returns the keys of those that came so.
 */
export function useArrivals(
  prefix: string,
  transfers: readonly TransferView[] | null,
  change: Change,
  reload: () => void,
): ReadonlySet<string> {
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  // What was saved before the album was opened is in its first page; null until that is known.
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => {
    const saved = transfers?.filter(transfer => transfer.state === 'saved' && transfer.album === prefix);
    if (saved === undefined) return;
    const known = seen.current;
    seen.current = new Set(saved.map(({ id }) => id));
    if (known === null) return;
    for (const { id, key, bytes } of saved) {
      if (known.has(id) || key === null) continue;
      forgetCover(prefix);
      photoOf(key, bytes?.size ?? 0).then(photo => {
        setArrived(keys => new Set(keys).add(key));
        change(contents => withPhoto(contents, photo));
      }, reload);
    }
  }, [prefix, transfers, change, reload]);
  return arrived;
}
