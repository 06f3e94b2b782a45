import { CONNECTIONS_PER_HOST, type MultipartUpload, type PartRange, type SentPart } from '../core/parts';
import { settled } from '../core/promises';
import { progressed } from '../core/transfer-moves';
import type { WaitReason } from '../core/wait-reason';
import { type RequestExecutor, sendWithRetry } from '../requests/send-with-retry';
import type { UploadContext } from './upload-context';

/** Checksums of the parts of one file, each computed once. */
export class PartChecksums {
  readonly #known = new Map<number, Promise<string>>();
  readonly #context: Pick<UploadContext, 'body' | 'sha256'>;

  constructor(context: Pick<UploadContext, 'body' | 'sha256'>) {
    this.#context = context;
  }

  of({ partNumber, start, end }: PartRange): Promise<string> {
    const { body, sha256 } = this.#context;
    const checksum = this.#known.get(partNumber) ?? sha256(body.slice(start, end));
    this.#known.set(partNumber, checksum);
    return checksum;
  }

  /** Begins to compute one that will be asked for soon; whoever asks hears of a failure. */
  prepare(range: PartRange | undefined): void {
    if (range !== undefined) void settled(this.of(range));
  }
}

/** Checksums that are computed ahead: reading and hashing a part takes about as long as it takes to send one, to a near S3. */
const CHECKSUMS_AHEAD = 2;

/**
 * Sends parts, as many at once as connections allow, each noted in the journal as soon as the store has it. While
 * some are on the wire, the next ones' checksums are computed. The first that fails for good stops them all.
 */
export async function uploadParts(
  context: UploadContext,
  upload: MultipartUpload,
  ranges: readonly PartRange[],
  checksums: PartChecksums,
  onSent: (part: SentPart) => void,
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([context.signal, failed.signal]);
  const underWay = new Set<Promise<void>>();
  const waits = new Map<number, WaitReason>();
  /** A file waits when all of its parts do. */
  const lineOf = (partNumber: number): RequestExecutor => ({
    ...context.executor,
    onWaiting(waiting) {
      if (waiting === null) waits.delete(partNumber);
      else waits.set(partNumber, waiting);
      context.executor.onWaiting(waits.size < underWay.size ? null : waiting);
    },
  });
  try {
    for (const [index, range] of ranges.entries()) {
      for (let ahead = 1; ahead <= CHECKSUMS_AHEAD; ahead++) checksums.prepare(ranges[index + ahead]);
      const checksum = await checksums.of(range);
      signal.throwIfAborted();
      const executor = lineOf(range.partNumber);
      const sending = uploadPart({ ...context, executor, signal }, upload, range, checksum).then(onSent);
      const task = sending.finally(() => underWay.delete(task));
      task.catch(reason => failed.abort(reason));
      underWay.add(task);
      if (underWay.size >= CONNECTIONS_PER_HOST) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    // One that failed at the very moment at which another one made room is in there no more.
    signal.throwIfAborted();
  } catch (error) {
    failed.abort(error);
    // None may still be on the wire when the upload is aborted or begun anew.
    await Promise.allSettled(underWay);
    throw error;
  }
}

async function uploadPart(
  { bucket, executor, body, database, transfer, signal, change, report }: UploadContext,
  upload: MultipartUpload,
  { partNumber, start, end }: PartRange,
  checksum: string,
): Promise<SentPart> {
  const part = { partNumber, body: body.slice(start, end), checksum };
  const sent = await sendWithRetry(executor, signal, {
    kind: 'part',
    bytes: end - start,
    send: late => bucket.uploadPart(upload, part, late),
  });
  // Not waited for: what the disk does not hold after a death, the store can still be asked for.
  void database.writePart(transfer.id, sent).catch(error => report('transfers.note-part', error));
  if (transfer.fruitlessStarts > 0) await change(progressed);
  return sent;
}
