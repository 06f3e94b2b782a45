import { receiveBody } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { StoredObject } from '../store/model';
import { authorizeIfMatch } from './authorize';
import { checkWriteConditions, withoutConflict } from './conditions';
import { encryptionHeaders, entityTag, newEncryption } from './encryption';
import { checksumHeaders } from './get-object';
import { metadataOf } from './metadata';
import { checkLockedBytes } from './object-lock';
import { type ObjectRequest, type S3Context, wholeSecond } from './request';
import { S3Error } from './s3-error';
import { storageClassOf } from './storage-class';
import { tagsOf } from './tags';
import { newObjectVersion, versionHeaders } from './versions';

/** S3's limit for keys, in UTF-8 bytes. */
const MAX_KEY_BYTES = 1024;

export async function putObject(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const { bucket, key, headers } = request;
  const { store } = context;
  checkKey(key);
  const metadata = metadataOf(headers, context.profile);
  const storageClass = storageClassOf(headers);
  checkLockedBytes(bucket, headers, 'Put Object');
  const { encryption } = newEncryption(request, context);
  const tags = tagsOf(request);
  checkRequestBytes(Number(headers['x-amz-decoded-content-length'] ?? headers['content-length']), context);
  authorizeIfMatch(request, headers['if-match'], key);
  checkWriteConditions(headers, bucket.objects.get(key)); // refuses before a long body, not after
  const { blob, result } = await withoutConflict(bucket, key, headers, () =>
    store.blobs.write(write => receiveBody(request.body, write)),
  );
  const object: StoredObject = {
    key,
    ...newObjectVersion(bucket, context.now()),
    size: result.size,
    etag: entityTag(encryption, result.md5.toString('hex')),
    lastModified: wholeSecond(context.now()),
    metadata,
    ...storageClass,
    ...(encryption !== undefined && { encryption }),
    ...tags,
    ...(result.checksum !== undefined && { checksum: { ...result.checksum, type: 'FULL_OBJECT' } }),
    blobs: [blob],
  };
  try {
    checkWriteConditions(headers, bucket.objects.get(key)); // of all who got here, the first one wins
  } catch (error) {
    await store.blobs.remove([blob]);
    throw error;
  }
  await store.commit({ type: 'put', bucket: bucket.name, object });
  return {
    status: 200,
    headers: {
      etag: `"${object.etag}"`,
      ...versionHeaders(bucket, object),
      ...checksumHeaders(object.checksum),
      ...encryptionHeaders(encryption, bucket.region),
    },
  };
}

/** Throws if one request would store more than S3 takes at once. */
export function checkRequestBytes(size: number, { maxRequestBytes }: S3Context): void {
  if (size > maxRequestBytes)
    throw new S3Error('EntityTooLarge', { details: { ProposedSize: size, MaxSizeAllowed: maxRequestBytes } });
}

/** Throws if the key is longer than S3 takes. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError', { details: { Size: size, MaxSizeAllowed: MAX_KEY_BYTES } });
  }
}
