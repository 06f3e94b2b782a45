import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { checksumAlgorithmOf, createChecksum } from '../body/checksum';
import type { Answer } from '../http/exchange';
import type { ObjectMetadata, StoredChecksum, StoredObject } from '../store/model';
import { checkWriteConditions } from './conditions';
import { copySource } from './copy-source';
import { encryptionHeaders, entityTag, newEncryption } from './encryption';
import { metadataOf } from './metadata';
import { checkKey } from './put-object';
import { type ObjectRequest, type S3Context, wholeSecond, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { storageClassOf } from './storage-class';
import { copiedTags } from './tags';
import { newObjectVersion, versionHeaders } from './versions';
import { s3Document, text } from './xml';

export async function copyObject(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const { bucket, key, headers } = request;
  const { store } = context;
  checkKey(key);
  const source = copySource(request, context);
  const replace = directiveOf(headers['x-amz-metadata-directive']) === 'REPLACE';
  const isItself = source.bucketName === bucket.name && source.object === bucket.objects.get(key);
  if (!replace && isItself && headers['x-amz-storage-class'] === undefined) {
    throw new S3Error('InvalidRequest', {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
  }
  const storageClass = storageClassOf(headers);
  const { encryption } = newEncryption(request, context);
  const tags = copiedTags(request, source);
  checkCopyBytes(source.object.size, context);
  const replaced = metadataOf(headers, context.profile); // also refuses what S3 refuses, whichever metadata is taken
  checkWriteConditions(headers, bucket.objects.get(key));
  const algorithm =
    checksumAlgorithmOf(headers['x-amz-checksum-algorithm'] ?? '') ?? source.object.checksum?.algorithm;
  const { blob, result } = await store.blobs.write(async write => {
    const { size, blobs } = source.object;
    return writeCopy(
      size === 0 ? undefined : store.blobs.read(blobs, { start: 0, end: size - 1 }),
      algorithm,
      write,
    );
  });
  const object: StoredObject = {
    key,
    ...newObjectVersion(bucket, context.now()),
    size: result.size,
    etag: entityTag(encryption, result.etag),
    lastModified: wholeSecond(context.now()),
    metadata: replace ? replaced : copiedMetadata(source.object.metadata, replaced),
    ...storageClass,
    ...(encryption !== undefined && { encryption }),
    ...tags,
    ...(result.checksum !== undefined && { checksum: result.checksum }),
    blobs: [blob],
  };
  try {
    checkWriteConditions(headers, bucket.objects.get(key));
  } catch (error) {
    await store.blobs.remove([blob]);
    throw error;
  }
  await store.commit({ type: 'put', bucket: bucket.name, object });
  return xmlAnswer(s3Document('CopyObjectResult', copyResult(object)), {
    ...versionHeaders(bucket, object),
    ...source.headers,
    ...encryptionHeaders(encryption, bucket.region),
  });
}

/** What a copy keeps; a redirect is the request's own (S3 API reference, CopyObject). */
function copiedMetadata(source: ObjectMetadata, own: ObjectMetadata): ObjectMetadata {
  const { [REDIRECT]: _, ...kept } = source;
  return own[REDIRECT] === undefined ? kept : { ...kept, [REDIRECT]: own[REDIRECT] };
}

const REDIRECT = 'x-amz-website-redirect-location';

/** Throws if so much can't be copied in one request. */
export function checkCopyBytes(size: number, { maxRequestBytes }: S3Context): void {
  if (size > maxRequestBytes)
    throw new S3Error('InvalidRequest', {
      message: `The specified copy source is larger than the maximum allowable size for a copy source: ${maxRequestBytes}`,
    });
}

/** Writes the bytes anew while hashing: a copy has the entity tag of a plain PUT, whatever its source was. */
export async function writeCopy(
  source: Readable | undefined,
  algorithm: StoredChecksum['algorithm'] | undefined,
  write: (bytes: Buffer) => Promise<void>,
): Promise<{ readonly size: number; readonly etag: string; readonly checksum?: StoredChecksum }> {
  const md5 = createHash('md5');
  const checksum = algorithm && createChecksum(algorithm);
  let size = 0;
  // A byte stream of our own store, which yields buffers.
  for await (const bytes of (source ?? []) as AsyncIterable<Buffer>) {
    size += bytes.length;
    md5.update(bytes);
    checksum?.update(bytes);
    await write(bytes);
  }
  return {
    size,
    etag: md5.digest('hex'),
    ...(algorithm !== undefined &&
      checksum !== undefined && {
        checksum: { algorithm, value: checksum.digest().toString('base64'), type: 'FULL_OBJECT' },
      }),
  };
}

/** What both kinds of copy answer. */
export function copyResult(copy: Pick<StoredObject, 'etag' | 'lastModified' | 'checksum'>): string {
  const { checksum } = copy;
  return [
    text('ETag', `"${copy.etag}"`),
    text('LastModified', new Date(copy.lastModified).toISOString()),
    checksum === undefined ? '' : text(`Checksum${checksum.algorithm}`, checksum.value),
    text('ChecksumType', checksum?.type),
  ].join('');
}

function directiveOf(header: string | undefined): 'COPY' | 'REPLACE' {
  if (header === undefined || header === 'COPY') return 'COPY';
  if (header === 'REPLACE') return 'REPLACE';
  throw new S3Error('InvalidArgument', {
    message: 'Unknown metadata directive.',
    details: { ArgumentName: 'x-amz-metadata-directive', ArgumentValue: header },
  });
}
