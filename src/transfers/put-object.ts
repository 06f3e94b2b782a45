import { isShoeboxError, ShoeboxError } from '../core/failure';
import { objectKey } from '../core/object-key';
import { CONTENT_SHA256 } from '../core/provenance';
import type { ObjectMetadata } from '../core/s3-object';
import { keyTried } from '../core/transfer-moves';
import { sendWithRetry } from '../requests/send-with-retry';
import {
  type IsSame,
  inspectKey,
  inspectTwins,
  isOwnObject,
  resolveKey,
  resultOfEarlierAttempt,
} from './resolve-key';
import type { UploadContext, UploadResult } from './upload-context';

/** Limits the loop when S3 gives contradictory answers: each round after the first one knows the free names. */
const MAX_ROUNDS = 20;

/** By its bytes; null where they can't be had, or are others by now. */
async function sha256OfStored(
  { bucket, executor, signal }: UploadContext,
  stored: ObjectMetadata,
): Promise<string | null> {
  try {
    return await sendWithRetry(executor, signal, {
      bytes: stored.size,
      send: attempt => bucket.sha256Of(stored, attempt),
    });
  } catch (error) {
    // It can't be told: stored once more, under another name.
    if (isShoeboxError(error)) return null;
    throw error;
  }
}

/**
 * Stores a small object, in S3's verbs:
 *
 *     PutObject                   with `If-None-Match: *`, so S3 itself refuses a key that is in use
 *     HeadObject                  after that, or a lost answer: whose object is it, and are these the bytes?
 *     GetObject                   where its metadata says so and S3 tells no SHA-256
 *     ListObjectsV2, PutObject    under the next free name
 */
export async function putObject(context: UploadContext): Promise<UploadResult> {
  const { bucket, executor, transfer, body, mediaType, signal, reserve, onStored } = context;
  const checksum = await context.sha256(body);
  const metadata = { ...context.metadata, [CONTENT_SHA256]: checksum };
  const isSame: IsSame = async stored => {
    const byS3 = stored.isComposite ? undefined : stored.checksums['sha256'];
    if (byS3 !== undefined) return byS3 === checksum;
    // Metadata is what whoever stored it says: worth a look at the bytes, and no proof. Our own id nobody else knows.
    if (stored.metadata[CONTENT_SHA256] !== checksum || isOwnObject(context, stored)) return null;
    return (await sha256OfStored(context, stored)) === checksum;
  };

  const tried = await resultOfEarlierAttempt(context, isSame);
  if (tried !== null) return tried;

  const own = objectKey(transfer.album, transfer.name, 1);
  let key = own;
  const twin = await inspectTwins(context, own, isSame);
  if (typeof twin === 'object') return twin;
  let isFree = twin === 'free' && reserve(key);
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    if (isFree) {
      try {
        if (key !== own) await context.change(now => keyTried(now, key));
        const object = { key, body, mediaType, metadata, checksum };
        const put = { bytes: body.size, send: (attempt: AbortSignal) => bucket.put(object, attempt) };
        const etag = await context.storing(key, () => sendWithRetry(executor, signal, put));
        onStored(body.size);
        return { key, etag, outcome: 'stored' };
      } catch (error) {
        if (!isShoeboxError(error) || error.code !== 'name-taken') throw error;
        // Perhaps by this very request, whose answer was lost. Its own name is looked at by `resolveKey`, first of all.
        const there = key === own ? 'taken' : await inspectKey(context, key, isSame);
        if (typeof there === 'object') return there;
      }
    }
    const resolved = await resolveKey(context, isSame);
    if (resolved.outcome !== null) return resolved;
    key = resolved.key;
    isFree = true;
  }
  // S3 refused a key that it had said to be free, every time.
  throw new ShoeboxError('name-taken');
}
