import { useEffect, useRef, useState } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { shownNameOfKey } from '../../core/object-key';
import type { Photo } from '../../core/s3-object';
import { uiLanguage } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { invalidateCover } from '../albums/album-cover';
import { withAlbum, withPhoto } from '../model/album-contents';
import type { UpdateContents } from '../model/use-album-contents';

/** The photo that a saved transfer has become. */
function photoOf(key: string, { bytes, endedAt, etag }: TransferView): Photo {
  const storedAt = endedAt ?? Date.now();
  const size = bytes?.size ?? 0;
  return { key, name: shownNameOfKey(key), size, lastModified: storedAt, storedAt, etag: etag ?? '' };
}

/** The album directly in `prefix` that an album lies in, or is. */
const albumInside = (prefix: string, album: string): string =>
  album.slice(0, album.indexOf('/', prefix.length) + 1);

/**
 * Puts photos that are saved into the album while it is shown among the others, wherever their page is; and the albums in
 * it that photos are saved to, since the first one makes its album. Returns the keys of those that came so.
 */
export function useArrivals(
  prefix: string,
  transfers: readonly TransferView[] | null,
  change: UpdateContents,
): ReadonlySet<string> {
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  // What was saved before the album was opened is in its first page; null until that is known.
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => {
    const saved = transfers?.filter(
      ({ state, album }) => state === 'saved' && album?.startsWith(prefix) === true,
    );
    if (saved === undefined) return;
    const known = seen.current;
    seen.current = new Set(saved.map(({ id }) => id));
    if (known === null) return;
    for (const transfer of saved) {
      const { id, key, album } = transfer;
      if (known.has(id) || key === null || album === null) continue;
      if (album !== prefix) {
        const inside = albumOfPrefix(albumInside(prefix, album));
        change(contents =>
          contents.albums.some(other => other.prefix === inside.prefix)
            ? contents
            : withAlbum(contents, inside, uiLanguage()),
        );
        continue;
      }
      invalidateCover(prefix);
      setArrived(keys => new Set(keys).add(key));
      change(contents => withPhoto(contents, photoOf(key, transfer)));
    }
  }, [prefix, transfers, change]);
  return arrived;
}
