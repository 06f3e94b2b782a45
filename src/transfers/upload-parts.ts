import { CONNECTIONS_PER_HOST, type MultipartUpload, type PartRange, type SentPart } from '../core/parts';
import type { MultipartRecord } from '../core/transfer';
import { progressed } from '../core/transfer-moves';
import type { WaitReason } from '../core/wait-reason';
import { type RequestExecutor, sendWithRetry } from '../requests/send-with-retry';
import type { PartChecksums } from './part-checksums';
import type { IsSame } from './resolve-key';
import type { UploadContext } from './upload-context';

/** A multipart upload that S3 has created. */
export type InitiatedUpload = MultipartRecord & MultipartUpload;

/** What the parts of one file, and their completion, work with. */
export interface MultipartContext extends UploadContext {
  readonly upload: InitiatedUpload;
  /** All parts that the file is cut into. */
  readonly ranges: readonly PartRange[];
  readonly checksums: PartChecksums;
  readonly isSame: IsSame;
}

/** Parts that are hashed while others are sent: reading and hashing one takes about as long as sending one to a near S3. */
const HASHED_AHEAD = 2;

/**
 * UploadPart for every part that S3 does not have yet, driven by lib-storage. `sent` holds the parts that S3 has and is
 * handed each new one. Each is retried by itself, on a connection of the pool, and written down as soon as S3 has it.
 * The first that fails for good ends the others; none is on the wire when this rejects, so the upload may be aborted.
 */
export async function uploadParts(
  context: MultipartContext,
  sent: { get(partNumber: number): SentPart | undefined; add(part: SentPart): void },
): Promise<void> {
  const { body, upload, checksums, executor } = context;
  const sending = new Set<number>();
  const waits = new Map<number, WaitReason>();
  /** A file waits when all of its parts do. */
  const executorOf = (partNumber: number): RequestExecutor => ({
    ...executor,
    onWaiting(waiting) {
      if (waiting === null) waits.delete(partNumber);
      else waits.set(partNumber, waiting);
      executor.onWaiting(waits.size < sending.size ? null : waiting);
    },
  });
  await context.managedUpload(
    {
      size: body.size,
      partBytes: upload.partBytes,
      queueSize: CONNECTIONS_PER_HOST + HASHED_AHEAD,
      signal: context.signal,
    },
    async (range, signal) => {
      const { partNumber } = range;
      // Resumed: S3 has it, by its own word.
      const there = sent.get(partNumber);
      if (there !== undefined) return there;
      const checksum = await checksums.of(range);
      signal.throwIfAborted();
      sending.add(partNumber);
      try {
        const part = await uploadPart(
          { ...context, executor: executorOf(partNumber), signal },
          range,
          checksum,
        );
        sent.add(part);
        return part;
      } finally {
        sending.delete(partNumber);
      }
    },
  );
}

async function uploadPart(
  { bucket, executor, body, database, transfer, upload, signal, change, report }: MultipartContext,
  { partNumber, start, end }: PartRange,
  checksum: string,
): Promise<SentPart> {
  const part = { partNumber, body: body.slice(start, end), checksum };
  const sent = await sendWithRetry(executor, signal, {
    kind: 'part',
    bytes: end - start,
    send: attempt => bucket.uploadPart(upload, part, attempt),
  });
  // Not awaited: what is not on the disk after a death, S3 can still be asked for.
  void database.writePart(transfer.id, sent).catch(error => report('transfers.note-part', error));
  if (transfer.fruitlessStarts > 0) await change(progressed);
  return sent;
}
