import { isShoeboxError } from '../core/failure';
import type { MultipartUpload, SentPart } from '../core/parts';
import type { ExpectedObject } from '../core/s3-object';
import type { Bucket } from './bucket';
import type { Condition, ConditionSupport } from './capabilities';
import { copyObject } from './copies';
import { deleteObject, deleteObjects } from './deletions';
import { headObject } from './head-object';
import { completeMultipartUpload, createMultipartUpload, uploadPart } from './multipart-uploads';
import { putObject } from './put-object';

/** What the probes work with; whoever asks for them removes all of it afterwards, whatever happens. */
interface ProbeContext {
  /** Opened as one that honours all conditions, so that requests are sent without a check. */
  readonly bucket: Bucket;
  /** SHA-256 in base64. */
  readonly sha256: (blob: Blob) => Promise<string>;
  /** Told of an upload before anything is sent to it, which waits for that, and of the parts that it has then. */
  readonly onUpload: (upload: MultipartUpload, parts: readonly SentPart[]) => Promise<void>;
  /** Of all that is made. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

type ProbeResults<Name extends Condition> = Readonly<Record<Name, ConditionSupport>>;

/** An entity tag that no object of these has: MD5 of nothing. */
const WRONG_ETAG = 'd41d8cd98f00b204e9800998ecf8427e';

async function etagAt({ bucket, signal }: ProbeContext, key: string): Promise<string | null> {
  return (await headObject(bucket, { key }, signal))?.etag ?? null;
}

/**
 * Whether S3 refuses `request`, which it has to, and leaves what is at `key` as it is. Doing it, or answering that
 * there is no such thing (501), is the same as ignoring the condition.
 * @throws ShoeboxError when it refuses for another reason.
 */
async function probeCondition(
  probe: ProbeContext,
  condition: Condition,
  key: string,
  request: () => Promise<unknown>,
): Promise<ConditionSupport> {
  const before = await etagAt(probe, key);
  try {
    await request();
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    if (error.code === 's3-unsupported') return 'ignored';
    if (error.code !== 'name-taken') throw error;
  }
  // Where S3 answered 501, it was our own check that refused.
  const isSent = probe.bucket.capabilities.shouldSend(condition);
  return isSent && (await etagAt(probe, key)) === before ? 'honoured' : 'ignored';
}

async function contentOf({ sha256, metadata }: ProbeContext, text: string) {
  const body = new Blob([text], { type: 'text/plain' });
  return { body, mediaType: body.type, metadata, checksum: await sha256(body) };
}

/**
 * Finds out which conditions S3 honours when something is written: `taken` is there and may be overwritten, nothing is at
 * `other` and `free`. Needs the permissions of saving and copying.
 */
export async function probeWrites(
  probe: ProbeContext,
  { taken, other, free }: { readonly taken: string; readonly other: string; readonly free: string },
): Promise<ProbeResults<Exclude<Condition, 'deleteCondition'>>> {
  const { bucket, signal, onUpload } = probe;
  const put = async (key: string, text: string): Promise<string> =>
    putObject(bucket, { key, ...(await contentOf(probe, text)) }, signal);

  const putCondition = await probeCondition(probe, 'putCondition', taken, () => put(taken, 'put over it'));

  const content = await contentOf(probe, 'put together over it');
  const upload = await createMultipartUpload(bucket, { key: taken, ...content }, signal);
  await onUpload(upload, []);
  const part = await uploadPart(bucket, upload, { partNumber: 1, ...content }, signal);
  await onUpload(upload, [part]);
  const completeCondition = await probeCondition(probe, 'completeCondition', taken, () =>
    completeMultipartUpload(bucket, upload, [part], signal),
  );

  const source: ExpectedObject = { key: other, size: 0, etag: await put(other, 'copied over it') };
  // One condition at a time, or nobody could say which one was honoured.
  const copyCondition = await probeCondition(probe, 'copyCondition', taken, () =>
    copyObject(bucket, { ...source, etag: '' }, taken, signal),
  );
  const copySourceCondition = await probeCondition(probe, 'copySourceCondition', free, () =>
    copyObject(bucket, { ...source, etag: WRONG_ETAG }, free, signal),
  );
  return { putCondition, completeCondition, copyCondition, copySourceCondition };
}

/** Finds out whether S3 honours conditions when it deletes: `key` is there, and may go. */
export async function probeDeletion(probe: ProbeContext, key: string): Promise<ConditionSupport> {
  const { bucket, signal } = probe;
  const wrong: ExpectedObject = { key, size: 0, etag: WRONG_ETAG };
  const alone = await probeCondition(probe, 'deleteCondition', key, () =>
    deleteObject(bucket, wrong, signal),
  );
  // Those that deny a batch do not delete, either.
  return alone === 'ignored'
    ? alone
    : probeCondition(probe, 'deleteCondition', key, () => deleteObjects(bucket, [wrong], signal));
}
