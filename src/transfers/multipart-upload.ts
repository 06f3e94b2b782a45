import { isShoeboxError, mayHaveSucceeded, ShoeboxError } from '../core/failure';
import {
  type MultipartUpload,
  type PartRange,
  partBytesFor,
  partRanges,
  planPart,
  type SentPart,
  type StoredPart,
} from '../core/parts';
import type { MultipartRecord } from '../core/transfer';
import { multipartBegun, multipartLost } from '../core/transfer-moves';
import { allParts } from '../requests/paged-lists';
import { sendWithRetry } from '../requests/send-with-retry';
import { compositeChecksum } from './composite-checksum';
import { pendingCleanupsOf } from './pending-cleanup';
import type { PendingCleanup } from './ports';
import { headObject, type IsSame, inspectKey, isOwnObject, resolveKey, scheduleRemoval } from './resolve-key';
import type { UploadContext, UploadResult } from './upload-context';
import { PartChecksums, uploadParts } from './upload-parts';

/** How often an upload that S3 forgot, or whose name was taken meanwhile, is begun anew in one run. */
const MAX_ROUNDS = 4;

/**
 * "Could take several minutes" (S3 API reference, CompleteMultipartUpload). After this S3 is asked what came of it, and
 * as often as a request that stands still is tried.
 */
const COMPLETE_GRACE_MS = 60_000;

type InitiatedUpload = MultipartRecord & MultipartUpload;

/**
 * Stores a large object in parts. What an earlier life sent is asked of the store, held against the journal, and not
 * sent again. The object counts as stored once the store, asked for it, shows it as ours and whole.
 */
export async function uploadMultipart(context: UploadContext): Promise<UploadResult> {
  const checksums = new PartChecksums(context);
  let multipart = context.transfer.multipart;
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const isResumed = isInitiated(multipart);
    // Only of an upload that is there; one that has to be made is cut as this version cuts.
    const partBytes = isInitiated(multipart) ? multipart.partBytes : partBytesFor(context.body.size);
    const ranges = partRanges(context.body.size, partBytes);
    const isSame = sameParts(context, ranges, checksums);
    // Beside the requests that make a new upload.
    if (!isResumed) checksums.prepare(ranges[0]);
    const opened: InitiatedUpload | UploadResult = isInitiated(multipart)
      ? multipart
      : await initiate(context, multipart, isSame);
    if ('outcome' in opened) return opened;
    const place = await sendAndComplete(context, opened, ranges, checksums, isResumed, isSame);
    if (place !== null) return place;
    const { transfer, executor } = context;
    // Gone, by the store's word; if that is not true, its parts would lie there for ever.
    const leftBehind = pendingCleanupsOf({ ...transfer, multipart: opened }, [], executor.environment.now());
    await context.change(multipartLost, leftBehind);
    await context.database.removeParts(context.transfer.id);
    context.onStored(0);
    multipart = null;
  }
  throw new ShoeboxError('upload-gone');
}

const isInitiated = (multipart: MultipartRecord | null): multipart is InitiatedUpload =>
  multipart !== null && multipart.uploadId !== null;

/** The name is found, and what is about to be made is written down before the store is asked to make it. */
async function initiate(
  context: UploadContext,
  unnamed: MultipartRecord | null,
  isSame: IsSame,
): Promise<InitiatedUpload | UploadResult> {
  const { bucket, executor, transfer, signal, change, body, mediaType, metadata } = context;
  const mayHaveLost = (multipart: MultipartRecord): PendingCleanup[] =>
    pendingCleanupsOf({ ...transfer, multipart }, [], executor.environment.now());
  // An earlier life died, or went without an answer, between asking for an upload and noting its id.
  if (unnamed !== null) await change(now => now, mayHaveLost(unnamed));
  const place = await resolveKey(context, isSame);
  if (place.outcome !== null) return place;
  const planned: MultipartRecord = {
    key: place.key,
    uploadId: null,
    partBytes: partBytesFor(body.size),
    startedAt: executor.environment.now(),
  };
  // Always: a browser that loses the answer on a connection it used before asks again by itself, and tells nobody.
  await change(now => multipartBegun(now, planned), mayHaveLost(planned));
  // What was asked for may be made after the try was given up: it is looked for until so long after the last one.
  const mayComeYet = async (): Promise<undefined> => {
    await change(now => now, mayHaveLost(planned));
    return undefined;
  };
  const { uploadId } = await sendWithRetry(executor, signal, {
    kind: 'small',
    bytes: 0,
    send: late => bucket.createMultipartUpload({ key: place.key, mediaType, metadata }, late),
    beforeRetry: mayComeYet,
  }).catch(async error => {
    await mayComeYet();
    throw error;
  });
  const opened: InitiatedUpload = { ...planned, uploadId };
  await change(now => multipartBegun(now, opened));
  return opened;
}

/** Sends what is missing and completes. Null when the upload is gone, or its key was taken: begin anew. */
async function sendAndComplete(
  context: UploadContext,
  upload: InitiatedUpload,
  ranges: readonly PartRange[],
  checksums: PartChecksums,
  isResumed: boolean,
  isSame: IsSame,
): Promise<UploadResult | null> {
  const { transfer, executor, bucket, signal, database, onStored } = context;
  context.reserve(upload.key);
  const done = new Map<number, SentPart>();
  let stored = 0;
  const note = (part: SentPart): void => {
    stored += part.size - (done.get(part.partNumber)?.size ?? 0);
    done.set(part.partNumber, part);
    onStored(stored);
  };
  /** `mixed`: it is our upload, but these are not our bytes. */
  const ours = async (): Promise<UploadResult | 'mixed' | null> => {
    const object = await headObject(context, upload.key);
    if (object === null || !isOwnObject(context, object)) return null;
    // A deletion has it already: it counts as gone, and is stored anew.
    if (context.isBeingRemoved(upload.key, transfer.id)) {
      await scheduleRemoval(context, upload.key);
      return null;
    }
    const { etag } = object;
    return (await isSame(object)) === false ? 'mixed' : { key: upload.key, etag, outcome: 'stored' };
  };
  const whenGone = async (): Promise<UploadResult | null> => {
    const there = await ours();
    return there === 'mixed' ? null : there;
  };
  /** False when the store knows the upload no more. */
  const reconcile = async (sent: readonly SentPart[]): Promise<boolean> => {
    const listed = await allParts(
      send => sendWithRetry(executor, signal, { kind: 'small', bytes: 0, send }),
      bucket,
      upload,
    );
    if (listed === null) return false;
    const [inStore, inJournal] = [byNumber(listed), byNumber(sent)];
    done.clear();
    stored = 0;
    for (const range of ranges) {
      const { partNumber } = range;
      const verdict = planPart(range, inStore.get(partNumber), inJournal.get(partNumber));
      if (verdict.kind === 'done') note(verdict.part);
      else if (verdict.kind === 'compare' && (await checksums.of(range)) === verdict.part.checksum)
        note(verdict.part);
    }
    return true;
  };
  const sendMissing = (): Promise<void> =>
    uploadParts(
      context,
      upload,
      ranges.filter(({ partNumber }) => !done.has(partNumber)),
      checksums,
      note,
    );

  if (isResumed && !(await reconcile(await database.parts(transfer.id)))) return whenGone();
  try {
    await sendMissing();
    const etag = await sendWithRetry(executor, signal, {
      kind: 'small',
      bytes: 0,
      graceMs: COMPLETE_GRACE_MS,
      async send(late) {
        // S3 would make an object of any of them.
        if (done.size < ranges.length) throw new ShoeboxError('not-confirmed');
        await bucket.completeMultipartUpload(upload, inOrder(done), late);
        return await confirmWithHead(context, upload, inOrder(done), late);
      },
      async beforeRetry({ code }) {
        const there = mayHaveSucceeded(code) ? await ours() : null;
        if (there === 'mixed') throw new ShoeboxError('not-confirmed');
        if (there !== null) return there.etag;
        // S3 does not know a part as we do, or the upload no more, which Ceph's tells as a failure of its own: what it
        // has is looked at again.
        if (code !== 'not-confirmed' && code !== 's3-unavailable') return undefined;
        if (!(await reconcile(inOrder(done)))) throw new ShoeboxError('upload-gone');
        await sendMissing();
        return undefined;
      },
    });
    return { key: upload.key, etag, outcome: 'stored' };
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    if (error.code === 'upload-gone') return whenGone();
    if (error.code === 'name-taken') return whenTaken(context, upload, isSame);
    throw error;
  }
}

/** There may be 10,000: looking for each among all would take minutes. */
const byNumber = <Part extends StoredPart>(parts: readonly Part[]): ReadonlyMap<number, Part> =>
  new Map(parts.map(part => [part.partNumber, part]));

const inOrder = (parts: ReadonlyMap<number, SentPart>): SentPart[] =>
  [...parts.values()].sort((a, b) => a.partNumber - b.partNumber);

/**
 * The store's own word on what it has put together; its entity tag.
 * @throws ShoeboxError `not-confirmed` when that is not our file.
 */
async function confirmWithHead(
  context: UploadContext,
  { key }: InitiatedUpload,
  parts: readonly SentPart[],
  signal: AbortSignal,
): Promise<string> {
  const stored = await context.bucket.head(key, signal);
  const checksum = stored?.checksums['sha256'];
  const isWhole =
    stored !== null &&
    isOwnObject(context, stored) &&
    (checksum === undefined || checksum === (await compositeChecksum(parts, context.sha256)));
  if (!isWhole) throw new ShoeboxError('not-confirmed');
  return stored.etag;
}

/** Somebody stored an object under our key while our parts were on their way; or that was us, and the answer got lost. */
async function whenTaken(
  context: UploadContext,
  upload: InitiatedUpload,
  isSame: IsSame,
): Promise<UploadResult | null> {
  const { bucket, executor, transfer, signal } = context;
  const stored = await headObject(context, upload.key);
  if (stored !== null && isOwnObject(context, stored) && !context.isBeingRemoved(upload.key, transfer.id)) {
    const same = stored.size === context.body.size ? await isSame(stored) : false;
    if (same === false) throw new ShoeboxError('not-confirmed');
    return { key: upload.key, etag: stored.etag, outcome: 'stored' };
  }
  const place = await inspectKey(context, upload.key, isSame);
  const leftBehind = pendingCleanupsOf({ ...transfer, multipart: upload }, [], executor.environment.now());
  await context.change(now => now, leftBehind);
  await sendWithRetry(executor, signal, {
    kind: 'small',
    bytes: 0,
    send: late => bucket.abortMultipartUpload(upload, late),
  });
  return typeof place === 'object' ? place : null;
}

/** Compares by checksum, and so reads the file only where a store tells one of as many parts; it can't tell elsewhere. */
const sameParts =
  ({ sha256 }: UploadContext, ranges: readonly PartRange[], checksums: PartChecksums): IsSame =>
  async stored => {
    const checksum = stored.checksums['sha256'];
    if (!checksum?.endsWith(`-${ranges.length}`)) return null;
    const parts: { checksum: string }[] = [];
    for (const range of ranges) parts.push({ checksum: await checksums.of(range) });
    return checksum === (await compositeChecksum(parts, sha256));
  };
