import { isShoeboxError } from '../core/failure';
import type { Subject } from '../core/job-item';
import type { Bucket } from './bucket';
import type { Condition, Heed } from './conditions';
import { copyObject } from './copies';
import { deleteObject, deleteObjects } from './deletions';
import { completeUpload, createUpload, putPart } from './multipart-uploads';
import { head, putObject } from './objects';

/** What the probes work with; whoever asks for them removes all of it afterwards, whatever happens. */
export interface ProbeObjects {
  /** There, and may be overwritten. */
  readonly taken: string;
  /** Free, and may be written to. */
  readonly other: string;
  readonly free: string;
  /** Told of each upload before anything is sent to it. */
  readonly onUpload: (upload: { readonly key: string; readonly uploadId: string }) => void;
}

/** An entity tag that no object of these has: MD5 of nothing. */
const WRONG_ETAG = 'd41d8cd98f00b204e9800998ecf8427e';

/**
 * Finds out which conditions S3 heeds: each request is one that it has to refuse. Honoured means that it refused, and that
 * what was there is there unchanged; doing it, or answering that there is no such thing (501), is the same as ignoring it.
 * `bucket` must be opened as one that honours all, so that its requests are sent without a look; needs the permissions
 * of saving, moving and deleting.
 * @throws ShoeboxError when S3 refuses for another reason.
 */
export async function probeConditions(
  bucket: Bucket,
  { taken, other, free, onUpload }: ProbeObjects,
  sha256: (blob: Blob) => Promise<string>,
  signal: AbortSignal,
): Promise<Readonly<Record<Condition, Heed>>> {
  const bytes = async (text: string) => {
    const body = new Blob([text], { type: 'text/plain' });
    return { body, mediaType: body.type, metadata: {}, checksum: await sha256(body) };
  };
  const put = async (key: string, text: string) => putObject(bucket, { key, ...(await bytes(text)) }, signal);
  const etagAt = async (key: string): Promise<string | null> =>
    (await head(bucket, { key }, signal))?.ETag?.replaceAll('"', '') ?? null;

  /** Whether S3 refuses `request`, and leaves what is at `key` as it is. */
  async function heed(condition: Condition, key: string, request: () => Promise<unknown>): Promise<Heed> {
    const before = await etagAt(key);
    try {
      await request();
    } catch (error) {
      if (!isShoeboxError(error)) throw error;
      if (error.code === 's3-unsupported') return 'ignored';
      if (error.code !== 'name-taken') throw error;
    }
    // Where S3 answered 501, it was our own look that refused.
    return bucket.conditions.isSent(condition) && (await etagAt(key)) === before ? 'honoured' : 'ignored';
  }

  const putCondition = await heed('putCondition', taken, () => put(taken, 'put over it'));

  const upload = await createUpload(bucket, { key: taken, ...(await bytes('')) }, signal);
  onUpload(upload);
  const part = await putPart(
    bucket,
    upload,
    { partNumber: 1, ...(await bytes('put together over it')) },
    signal,
  );
  const completeCondition = await heed('completeCondition', taken, () =>
    completeUpload(bucket, upload, [part], signal),
  );

  const source: Subject = { key: other, size: 0, etag: await put(other, 'copied over it') };
  // One condition at a time, or nobody could say which one was heeded.
  const copyCondition = await heed('copyCondition', taken, () =>
    copyObject(bucket, { ...source, etag: '' }, taken, signal),
  );
  const copySourceCondition = await heed('copySourceCondition', free, () =>
    copyObject(bucket, { ...source, etag: WRONG_ETAG }, free, signal),
  );

  const wrong: Subject = { ...source, etag: WRONG_ETAG };
  const alone = await heed('deleteCondition', other, () => deleteObject(bucket, wrong, signal));
  // Those that deny a batch do not delete, either.
  const deleteCondition =
    alone === 'ignored'
      ? alone
      : await heed('deleteCondition', other, () => deleteObjects(bucket, [wrong], signal));

  return { putCondition, completeCondition, copyCondition, copySourceCondition, deleteCondition };
}
