import { ShoeboxError } from '../core/failure';
import { partBytesFor, partRanges } from '../core/parts';
import type { MultipartRecord } from '../core/transfer';
import { multipartBegun, multipartLost } from '../core/transfer-moves';
import { sendWithRetry } from '../requests/send-with-retry';
import { sendAndComplete } from './complete-multipart';
import { PartChecksums, sameParts } from './part-checksums';
import { pendingCleanupsOf } from './pending-cleanup';
import type { PendingCleanup } from './ports';
import { type IsSame, resolveKey } from './resolve-key';
import type { UploadContext, UploadResult } from './upload-context';
import type { InitiatedUpload } from './upload-parts';

/** How often a multipart upload that S3 forgot, or whose key was taken meanwhile, is created anew in one run. */
const MAX_ROUNDS = 4;

/**
 * Stores a large object, in S3's verbs:
 *
 *     HeadObject, ListObjectsV2   which key is free (`resolve-key`)
 *     CreateMultipartUpload       its key is on the disk before, its id after
 *     UploadPart *                each on the disk once S3 has it (`upload-parts`)
 *     CompleteMultipartUpload     not if something is at the key by then (`complete-multipart`)
 *     HeadObject                  is it ours, and whole? Also asked after every lost answer
 *
 * After a death of the worker: ListParts, held against the disk, in place of the first two; what S3 has is not sent again.
 * AbortMultipartUpload where the key was taken.
 */
export async function uploadMultipart(context: UploadContext): Promise<UploadResult> {
  const { transfer, body, executor, bucket } = context;
  const checksums = new PartChecksums(context);
  let multipart = transfer.multipart;
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const isResumed = isInitiated(multipart);
    // Only of an upload that is there; one that has to be made is cut as this version cuts.
    const ranges = partRanges(
      body.size,
      isInitiated(multipart) ? multipart.partBytes : partBytesFor(body.size, bucket.maxParts),
    );
    const isSame = sameParts(context, ranges, checksums);
    // Beside the requests that create the upload.
    if (!isResumed) checksums.prepare(ranges[0]);
    const upload = isInitiated(multipart) ? multipart : await initiate(context, multipart, isSame);
    if ('outcome' in upload) return upload;
    const result = await sendAndComplete({ ...context, upload, ranges, checksums, isSame }, isResumed);
    if (result !== null) return result;
    // Gone, by S3's word; if that is not true, its parts would lie there for ever.
    const leftBehind = pendingCleanupsOf({ ...transfer, multipart: upload }, [], executor.environment.now());
    await context.change(multipartLost, leftBehind);
    await context.database.removeParts(transfer.id);
    context.onStored(0);
    multipart = null;
  }
  throw new ShoeboxError('upload-gone');
}

const isInitiated = (multipart: MultipartRecord | null): multipart is InitiatedUpload =>
  multipart !== null && multipart.uploadId !== null;

/**
 * CreateMultipartUpload under a free key, which is written down before. Or where the bytes are already.
 * @param unanswered of an earlier run, that S3 was asked for without the id being written down
 */
async function initiate(
  context: UploadContext,
  unanswered: MultipartRecord | null,
  isSame: IsSame,
): Promise<InitiatedUpload | UploadResult> {
  const { bucket, executor, transfer, signal, change, body, mediaType, metadata } = context;
  const mayHaveLost = (multipart: MultipartRecord): PendingCleanup[] =>
    pendingCleanupsOf({ ...transfer, multipart }, [], executor.environment.now());
  if (unanswered !== null) await change(now => now, mayHaveLost(unanswered));
  const resolved = await resolveKey(context, isSame);
  if (resolved.outcome !== null) return resolved;
  const { key } = resolved;
  const planned: MultipartRecord = {
    key,
    uploadId: null,
    partBytes: partBytesFor(body.size, bucket.maxParts),
    startedAt: executor.environment.now(),
  };
  // Always: a browser that loses the answer on a connection it used before asks again by itself, and tells nobody.
  await change(now => multipartBegun(now, planned), mayHaveLost(planned));
  // What was asked for may be made after the attempt was given up: it is looked for until so long after the last one.
  const mayComeYet = async (): Promise<undefined> => {
    await change(now => now, mayHaveLost(planned));
    return undefined;
  };
  const { uploadId } = await sendWithRetry(executor, signal, {
    send: attempt => bucket.createMultipartUpload({ key, mediaType, metadata }, attempt),
    beforeRetry: mayComeYet,
  }).catch(async error => {
    await mayComeYet();
    throw error;
  });
  const initiated: InitiatedUpload = { ...planned, uploadId };
  await change(now => multipartBegun(now, initiated));
  return initiated;
}
