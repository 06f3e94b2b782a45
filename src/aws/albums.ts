import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type Album, newAlbum, prefixesOfName } from '../core/album';
import { ShoeboxError } from '../core/failure';
import { isInternalKey } from '../core/thumbnail-key';
import { hasExampleMarker } from './album-listing';
import type { Bucket } from './bucket';
import { encryptionInput } from './bucket-demands';
import { conditionalWrite, MAY_APPLY_WITHIN_MS } from './conditional-write';
import { assertKeyFree } from './head-object';
import { listObjects } from './list-objects';

/** How the S3 console marks a folder. */
const MARKER_TYPE = 'application/x-directory; charset=UTF-8';

/** SHA-256 of nothing, in base64. */
const EMPTY_SHA256 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/**
 * Makes an album: its marker, an empty object whose key is the prefix.
 * @throws ShoeboxError `album-name-…`, `album-name-reserved` for the folder that Shoebox keeps for itself, or
 * `album-exists` also for one that the AWS example made under this name.
 */
export async function createAlbum(bucket: Bucket, parent: string, typedName: string): Promise<Album> {
  const album = newAlbum(parent, typedName);
  if (isInternalKey(bucket.settings.folder, album.prefix)) throw new ShoeboxError('album-name-reserved');
  if (await albumExists(bucket, parent, album.name))
    throw new ShoeboxError('album-exists', { name: album.name });
  try {
    await putMarker(bucket, album.prefix, { metadata: {}, replaces: false });
  } catch (error) {
    // Somebody made it between our check and our write.
    if (error instanceof ShoeboxError && error.code === 'name-taken') {
      throw new ShoeboxError('album-exists', { name: album.name }, { cause: error });
    }
    throw error;
  }
  return album;
}

/**
 * Stores the marker of an album, with the metadata that it is to have. Checks first where S3 does not honour conditions.
 * @throws ShoeboxError `name-taken` when there is one already that it is not to replace.
 */
export async function putMarker(
  bucket: Bucket,
  prefix: string,
  { metadata, replaces }: { readonly metadata: Record<string, string>; readonly replaces: boolean },
): Promise<void> {
  const { signal } = new AbortController();
  const write = {
    ...{ conditions: ['putCondition'] as const, key: prefix, mayApplyWithinMs: MAY_APPLY_WITHIN_MS },
    writeId: `marker ${JSON.stringify(metadata)}`,
    precheck: async () => {
      if (!replaces) await assertKeyFree(bucket, prefix, signal);
    },
    async send() {
      const command = new PutObjectCommand({
        Bucket: bucket.settings.bucket,
        Key: prefix,
        Body: new Uint8Array(),
        // A bucket with a default Object Lock retention takes nothing without a checksum.
        ChecksumSHA256: EMPTY_SHA256,
        ...encryptionInput(bucket.settings),
        ContentType: MARKER_TYPE,
        Metadata: metadata,
        ...(!replaces && bucket.capabilities.shouldSend('putCondition') && { IfNoneMatch: '*' }),
      });
      await bucket.attempt('s3:PutObject', prefix, () => bucket.s3.send(command));
    },
  };
  await conditionalWrite(bucket, write, signal);
}

/** Whether there is an album of this name already, of ours or of the AWS example's. */
export async function albumExists(bucket: Bucket, parent: string, name: string): Promise<boolean> {
  const taken = await Promise.all(
    prefixesOfName(parent, name).map(async prefix => {
      const { objects } = await listObjects(bucket, { prefix, maxKeys: 1 });
      return objects.length > 0 || (await hasExampleMarker(bucket, prefix));
    }),
  );
  return taken.includes(true);
}
