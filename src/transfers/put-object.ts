import { isShoeboxError } from '../core/failure';
import { objectKey } from '../core/object-key';
import { CONTENT_SHA256 } from '../core/provenance';
import { keyTried } from '../core/transfer-moves';
import { sendWithRetry } from '../requests/send-with-retry';
import { type IsSame, inspectKey, neverFree, resolveKey, resultOfEarlierAttempt } from './resolve-key';
import type { UploadContext, UploadResult } from './upload-context';

/** A guard against a bucket that claims every name is taken. Each attempt after the first one knows the free names. */
const MAX_ATTEMPTS = 20;

/**
 * Stores a small object in one request, under a name that is free. It does not look first: S3 itself refuses a name
 * that is taken, and then, or after a lost answer, it is asked whose object that is.
 */
export async function putObject(context: UploadContext): Promise<UploadResult> {
  const { bucket, executor, transfer, body, mediaType, signal, reserve, onStored } = context;
  const checksum = await context.sha256(body);
  const metadata = { ...context.metadata, [CONTENT_SHA256]: checksum };
  const isSame: IsSame = async stored =>
    stored.checksums['sha256'] === checksum || stored.metadata[CONTENT_SHA256] === checksum || null;

  const tried = await resultOfEarlierAttempt(context, isSame);
  if (tried !== null) return tried;

  const own = objectKey(transfer.album, transfer.name, 1);
  let key = own;
  let isFree = reserve(key);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    if (isFree) {
      try {
        if (key !== own) await context.change(now => keyTried(now, key));
        const object = { key, body, mediaType, metadata, checksum };
        const etag = await sendWithRetry(executor, signal, {
          kind: 'small',
          bytes: body.size,
          send: late => bucket.put(object, late),
        });
        onStored(body.size);
        return { key, etag, outcome: 'stored' };
      } catch (error) {
        if (!isShoeboxError(error) || error.code !== 'name-taken') throw error;
        // By this very request, perhaps, whose answer got lost: its own name, which is looked at first, may be free by now.
        const there = key === own ? 'taken' : await inspectKey(context, key, isSame);
        if (typeof there === 'object') return there;
      }
    }
    const place = await resolveKey(context, isSame);
    if (place.outcome !== null) return place;
    key = place.key;
    isFree = true;
  }
  throw neverFree();
}
