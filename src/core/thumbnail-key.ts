import type { ExpectedObject } from './s3-object';

/**
 * Where the small pictures of photos lie in the bucket, and under which names.
 *
 * A thumbnail belongs to bytes, not to a key: its name is made of the photo's entity tag and size. So
 * - a renamed, moved or copied photo has its thumbnail still, and nothing need be done for it;
 * - a photo that was replaced has another entity tag: an old thumbnail can't be shown for it;
 * - a list of photos tells the names of all their thumbnails, without a request.
 *
 * What whoever changes photos has to do:
 * - a copy that S3 gave another entity tag (one that went up in parts, or is encrypted by KMS): copy what
 *   {@link thumbnailCopyOf} says, if it says anything;
 * - a deletion, but not the deletion of a moved photo's source: delete {@link thumbnailKeysOf} as well, before the
 *   photos or together with them, so that an interruption leaves no picture of something that is gone.
 * Either may fail without harm: a thumbnail that is missing is made again when somebody looks at the photo. That is
 * also what becomes of a copy in the same bucket whose twin was deleted.
 */

/** What a thumbnail is found by. */
type PhotoBytes = Pick<ExpectedObject, 'etag' | 'size'>;

/** In the bucket, a thumbnail of a picture that is hardly larger than itself is of no use: the picture is fetched. */
export const LEAST_STORED_BYTES = 30_000;

/** Longest name that is made of an entity tag; those of S3 have at most 38 characters. */
const MAX_ID_LENGTH = 200;

/** In the bucket's folder, beside the albums, and never shown as one. */
export const internalPrefix = (folder: string): string => `${folder}.shoebox/`;

/** What Shoebox keeps there for itself is none of the user's albums and photos. */
export const isInternalKey = (folder: string, key: string): boolean => key.startsWith(internalPrefix(folder));

/** The name of a photo's thumbnail, in the bucket and in the browser; null when its entity tag is not known. */
export function thumbnailIdOf({ etag, size }: PhotoBytes): string | null {
  const bare = etag.replace(/^W\//, '');
  const id = `${encodeURIComponent(bare)}-${size}`;
  return bare === '' || size === 0 || id.length > MAX_ID_LENGTH ? null : id;
}

/** The thumbnail's object key; null when there is none in the bucket. */
export function thumbnailKeyOf(folder: string, photo: PhotoBytes): string | null {
  const id = photo.size < LEAST_STORED_BYTES ? null : thumbnailIdOf(photo);
  return id === null ? null : `${internalPrefix(folder)}thumbnails/${id}.webp`;
}

/** The keys of the photos' thumbnails, each once. There need not be an object under each. */
export const thumbnailKeysOf = (folder: string, photos: readonly PhotoBytes[]): string[] => [
  ...new Set(photos.map(photo => thumbnailKeyOf(folder, photo)).filter(key => key !== null)),
];

/** What is to be copied so that a copy of a photo has its thumbnail; null when it has it already. */
export function thumbnailCopyOf(
  folder: string,
  original: PhotoBytes,
  copy: PhotoBytes,
): { readonly from: string; readonly to: string } | null {
  const from = thumbnailKeyOf(folder, original);
  const to = thumbnailKeyOf(folder, copy);
  return from === null || to === null || from === to ? null : { from, to };
}
