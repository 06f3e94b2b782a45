import { isShoeboxError, mayHaveSucceeded, ShoeboxError } from '../core/failure';
import { planPart, type SentPart, type StoredPart } from '../core/parts';
import { allParts } from '../requests/paged-lists';
import { type RetryableRequest, sendWithRetry } from '../requests/send-with-retry';
import { compositeChecksum } from './part-checksums';
import { pendingCleanupsOf } from './pending-cleanup';
import { headObject, inspectKey, isOwnObject, scheduleRemoval } from './resolve-key';
import type { UploadResult } from './upload-context';
import { type MultipartContext, uploadParts } from './upload-parts';

/**
 * "Could take several minutes" (S3 API reference, CompleteMultipartUpload). After this S3 is asked what came of it, and
 * as often as a stalled request is retried.
 */
const COMPLETE_GRACE_MS = 60_000;

/** The parts that S3 has, by its own word. */
class SentParts {
  readonly #parts = new Map<number, SentPart>();
  readonly #onStored: (bytes: number) => void;
  #bytes = 0;

  constructor(onStored: (bytes: number) => void) {
    this.#onStored = onStored;
  }

  get count(): number {
    return this.#parts.size;
  }

  get(partNumber: number): SentPart | undefined {
    return this.#parts.get(partNumber);
  }

  add(part: SentPart): void {
    this.#bytes += part.size - (this.#parts.get(part.partNumber)?.size ?? 0);
    this.#parts.set(part.partNumber, part);
    this.#onStored(this.#bytes);
  }

  clear(): void {
    this.#parts.clear();
    this.#bytes = 0;
  }

  inOrder(): SentPart[] {
    return [...this.#parts.values()].sort((a, b) => a.partNumber - b.partNumber);
  }
}

/**
 * UploadPart for what S3 does not have, then CompleteMultipartUpload, then HeadObject: stored is what S3 shows as ours and
 * whole. Null when the upload is gone, or another object took its key: begin anew.
 */
export async function sendAndComplete(
  context: MultipartContext,
  isResumed: boolean,
): Promise<UploadResult | null> {
  const { transfer, executor, bucket, signal, database, upload, ranges } = context;
  context.reserve(upload.key);
  const sent = new SentParts(context.onStored);
  if (isResumed && !(await reconcile(context, sent, await database.parts(transfer.id))))
    return storedBefore(context);
  try {
    await uploadParts(context, sent);
    const complete: RetryableRequest<string> = {
      graceMs: COMPLETE_GRACE_MS,
      async send(attempt) {
        // S3 would make an object of any of them.
        if (sent.count < ranges.length) throw new ShoeboxError('not-confirmed');
        await bucket.completeMultipartUpload(upload, sent.inOrder(), attempt);
        return await confirmWithHead(context, sent.inOrder(), attempt);
      },
      async beforeRetry({ code }) {
        const there = mayHaveSucceeded(code) ? await findOwnObject(context) : null;
        if (there === 'mixed') throw new ShoeboxError('not-confirmed');
        if (there !== null) return there.etag;
        // S3 knows a part otherwise than we do, or the upload no more, for which Ceph's gateway has a failure of its own:
        // its parts are listed again.
        if (code !== 'not-confirmed' && code !== 's3-unavailable') return undefined;
        if (!(await reconcile(context, sent, sent.inOrder()))) throw new ShoeboxError('upload-gone');
        await uploadParts(context, sent);
        return undefined;
      },
    };
    const etag = await context.storing(upload.key, () => sendWithRetry(executor, signal, complete));
    return { key: upload.key, etag, outcome: 'stored' };
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    if (error.code === 'upload-gone') return storedBefore(context);
    if (error.code === 'name-taken') return whenTaken(context);
    throw error;
  }
}

/**
 * ListParts, held against the parts that we know to have sent: `sent` is then what need not be sent again. False when S3
 * does not know the upload any more.
 */
async function reconcile(
  { executor, signal, bucket, upload, ranges, checksums }: MultipartContext,
  sent: SentParts,
  recorded: readonly SentPart[],
): Promise<boolean> {
  const listed = await allParts(send => sendWithRetry(executor, signal, { send }), bucket, upload);
  if (listed === null) return false;
  const [inBucket, onDisk] = [byNumber(listed), byNumber(recorded)];
  sent.clear();
  for (const range of ranges) {
    const { partNumber } = range;
    const plan = planPart(range, inBucket.get(partNumber), onDisk.get(partNumber));
    if (plan.kind === 'done') sent.add(plan.part);
    else if (plan.kind === 'compare' && (await checksums.of(range)) === plan.part.checksum)
      sent.add(plan.part);
  }
  return true;
}

/** There may be 10,000: looking for each among all would take minutes. */
const byNumber = <Part extends StoredPart>(parts: readonly Part[]): ReadonlyMap<number, Part> =>
  new Map(parts.map(part => [part.partNumber, part]));

/** What this upload has stored at its key; null when nothing; `mixed` when it is our upload, but not our bytes. */
async function findOwnObject(context: MultipartContext): Promise<UploadResult | 'mixed' | null> {
  const { upload, transfer, isSame } = context;
  const object = await headObject(context, upload.key);
  if (object === null || !isOwnObject(context, object)) return null;
  // A deletion has it already: it counts as gone, and is stored anew.
  if (context.isBeingRemoved(upload.key, transfer.id)) {
    await scheduleRemoval(context, upload.key);
    return null;
  }
  const { etag } = object;
  return (await isSame(object)) === false ? 'mixed' : { key: upload.key, etag, outcome: 'stored' };
}

/** S3 does not know the upload any more: an earlier request, whose answer was lost, may have completed it. */
async function storedBefore(context: MultipartContext): Promise<UploadResult | null> {
  const there = await findOwnObject(context);
  return there === 'mixed' ? null : there;
}

/**
 * HeadObject for what S3 has put together; its entity tag.
 * @throws ShoeboxError `not-confirmed` when that is not our file.
 */
async function confirmWithHead(
  context: MultipartContext,
  parts: readonly SentPart[],
  signal: AbortSignal,
): Promise<string> {
  const stored = await context.bucket.head(context.upload.key, signal);
  const checksum = stored?.checksums['sha256'];
  // One without the number of parts is not made of theirs.
  const isWhole =
    stored !== null &&
    isOwnObject(context, stored) &&
    (!checksum?.includes('-') || checksum === (await compositeChecksum(parts, context.sha256)));
  if (!isWhole) throw new ShoeboxError('not-confirmed');
  return stored.etag;
}

/** Something is stored under our key: by others while our parts were sent, or by us, and the answer was lost. */
async function whenTaken(context: MultipartContext): Promise<UploadResult | null> {
  const { bucket, executor, transfer, signal, upload, isSame } = context;
  const stored = await headObject(context, upload.key);
  if (stored !== null && isOwnObject(context, stored) && !context.isBeingRemoved(upload.key, transfer.id)) {
    const same = stored.size === context.body.size ? await isSame(stored) : false;
    if (same === false) throw new ShoeboxError('not-confirmed');
    return { key: upload.key, etag: stored.etag, outcome: 'stored' };
  }
  const there = await inspectKey(context, upload.key, isSame);
  const leftBehind = pendingCleanupsOf({ ...transfer, multipart: upload }, [], executor.environment.now());
  await context.change(now => now, leftBehind);
  await sendWithRetry(executor, signal, {
    send: attempt => bucket.abortMultipartUpload(upload, attempt),
  });
  return typeof there === 'object' ? there : null;
}
