import { percentDecoded } from './encoding';
import { byteLength, hasDotSegment, MAX_KEY_BYTES } from './object-key';
import type { ObjectInfo, Photo } from './s3-object';
import { isInternalKey } from './thumbnail-key';

/** What the first entries of an album tell: one small request for its cover, and what its card says. */
export interface AlbumPreview {
  /** The photo that stands for the album; null when its first entries hold none. */
  readonly cover: Photo | null;
  /** In the album and in those inside it. */
  readonly first: readonly ObjectInfo[];
  /** Whether those are all there are. */
  readonly isAll: boolean;
}

/**
 * User metadata of an album's marker that says which photo stands for the album: its key without the album's prefix,
 * percent-encoded, since header values must be ASCII. It goes with the marker wherever that goes.
 */
const COVER = 'shoebox-cover';

/** What the marker is to be stored with. */
export const coverMetadata = (prefix: string, key: string): Record<string, string> => ({
  [COVER]: encodeURIComponent(key.slice(prefix.length)),
});

/** The key that an album's marker names; null when it names none. Anybody may have written it. */
export function coverKeyIn(
  folder: string,
  prefix: string,
  metadata: Readonly<Record<string, string>>,
): string | null {
  const path = percentDecoded(metadata[COVER] ?? '');
  if (path === null || path === '' || path.endsWith('/') || hasDotSegment(path)) return null;
  const key = `${prefix}${path}`;
  return isInternalKey(folder, key) || byteLength(key) > MAX_KEY_BYTES ? null : key;
}
