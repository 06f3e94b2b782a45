import type { Failure } from './failure';
import type { Owner } from './login';
import { fileNameOf, type Naming } from './name-template';
import { type CapturedBytes, withoutData, withoutInlineBytes, withoutScreen } from './source';
import {
  canCaptureFromScreen,
  canChooseAlbum,
  hasEnded,
  hasWork,
  type MultipartRecord,
  nextStep,
  type Outcome,
  type Transfer,
} from './transfer';

// The moves. Each takes a transfer in any state and gives back the very same one where it does not apply: what
// arrives late (an answer after a cancel, a second click) changes nothing.

/** Open again, as its facts say. */
const reopened = (transfer: Transfer): Transfer => {
  const open: Transfer = {
    ...transfer,
    state: 'under-way',
    failure: null,
    failureSeen: false,
    endedAt: null,
  };
  return nextStep(open) === 'wait-for-album' ? { ...open, state: 'choosing-album' } : open;
};

/** As {@link reopened}, except that what the user paused stays so. */
const withFacts = (transfer: Transfer): Transfer =>
  transfer.state === 'paused' ? transfer : reopened(transfer);

/** What a capture has brought. */
export interface CapturedFacts extends Pick<Transfer, 'metadata' | 'note'> {
  readonly naming: Naming;
  readonly bytes: CapturedBytes;
}

/** The bytes are on the disk. */
export const captured = (transfer: Transfer, { naming, bytes, metadata, note }: CapturedFacts): Transfer =>
  transfer.state === 'saved'
    ? transfer
    : withFacts({
        ...transfer,
        source: withoutInlineBytes(transfer.source),
        name: fileNameOf(naming, transfer.album),
        naming,
        bytes: { ...bytes, url: bytes.url === null ? null : withoutData(bytes.url) },
        metadata,
        note,
        fruitlessStarts: 0,
      });

/**
 * Another album is another key: a multipart upload into the old one is of no use there. What others rely on in the old
 * one stays noted, since the clean-up of this transfer still knows that it had those keys.
 */
export const albumChosen = (
  transfer: Transfer,
  album: string,
  { bucket, owner }: Pick<Transfer, 'bucket' | 'owner'> = transfer,
): Transfer => {
  if (!canChooseAlbum(transfer)) return transfer;
  const name = transfer.naming === null ? transfer.name : fileNameOf(transfer.naming, album);
  return withFacts({ ...transfer, bucket, owner, album, name, multipart: null, triedKeys: [] });
};

/** It begins as this user, and goes on as nobody else. */
export const adopted = (transfer: Transfer, owner: Owner): Transfer =>
  transfer.state === 'saved' || transfer.owner !== null ? transfer : { ...transfer, owner };

/** S3 is about to be asked to store it under a key that is not the one of its own name. */
export const keyTried = (transfer: Transfer, key: string): Transfer =>
  transfer.state === 'saved' || transfer.triedKeys.includes(key)
    ? transfer
    : { ...transfer, triedKeys: [...transfer.triedKeys, key] };

/** Something else relies on the object that it may have stored under this key. */
export const objectKept = (transfer: Transfer, key: string): Transfer =>
  transfer.state === 'saved' || transfer.keptKeys.includes(key)
    ? transfer
    : { ...transfer, keptKeys: [...transfer.keptKeys, key] };

/** A multipart upload is about to be made, or was made. */
export const multipartBegun = (transfer: Transfer, multipart: MultipartRecord): Transfer =>
  transfer.state === 'saved' ? transfer : { ...keyTried(transfer, multipart.key), multipart };

/** S3 knows the multipart upload no more, or its key was taken: the next one starts over. */
export const multipartLost = (transfer: Transfer): Transfer =>
  transfer.state === 'saved' || transfer.multipart === null ? transfer : { ...transfer, multipart: null };

/**
 * S3 confirmed the object, or it was there already. A confirmation that comes after a failure or a pause is true all
 * the same.
 */
export const saved = (
  transfer: Transfer,
  { key, etag, outcome }: { readonly key: string; readonly etag: string; readonly outcome: Outcome },
  endedAt: number,
): Transfer =>
  transfer.state === 'saved'
    ? transfer
    : {
        ...transfer,
        state: 'saved',
        multipart: null,
        fruitlessStarts: 0,
        key,
        etag,
        outcome,
        endedAt,
        failure: null,
        failureSeen: false,
      };

/** What S3 confirmed stays saved, whatever goes wrong afterwards; what the user paused stays paused. */
export const failed = (transfer: Transfer, failure: Failure, endedAt: number): Transfer =>
  hasEnded(transfer) || transfer.state === 'paused'
    ? transfer
    : { ...transfer, state: 'failed', failure, failureSeen: false, endedAt };

/** The bytes were lost: a picture can be fetched again, a file can't. What S3 has of it is of other bytes, perhaps. */
export const bytesLost = (transfer: Transfer): Transfer =>
  transfer.state === 'saved'
    ? transfer
    : {
        ...transfer,
        // With nothing to put into an album, the bytes come first again.
        state: transfer.state === 'choosing-album' ? 'under-way' : transfer.state,
        bytes: null,
        multipart: null,
      };

/** Begins again with what there is: bytes that were captured are not fetched twice, parts that S3 has are not sent twice. */
export const retried = (transfer: Transfer): Transfer =>
  transfer.state === 'failed'
    ? reopened({ ...transfer, source: withoutScreen(transfer.source), fruitlessStarts: 0 })
    : transfer;

/** The user wants it as the screen shows it. */
export const captureFromScreenChosen = (transfer: Transfer): Transfer =>
  canCaptureFromScreen(transfer) && transfer.source.kind === 'web'
    ? reopened({ ...transfer, source: { ...transfer.source, fromScreen: true } })
    : transfer;

/** The user wants it with the place where it was taken, which can't be removed from it. */
export const keptLocationChosen = (transfer: Transfer): Transfer =>
  transfer.failure?.code === 'location-not-removed' && transfer.source.kind === 'web'
    ? retried({ ...transfer, source: { ...transfer.source, keepsLocation: true } })
    : transfer;

export const paused = (transfer: Transfer): Transfer =>
  transfer.state === 'under-way' ? { ...transfer, state: 'paused' } : transfer;

/** The end of a pause. */
export const unpaused = (transfer: Transfer): Transfer =>
  transfer.state === 'paused' ? reopened(transfer) : transfer;

/** The user has seen its failure. */
export const failureSeen = (transfer: Transfer): Transfer =>
  transfer.state === 'failed' && !transfer.failureSeen ? { ...transfer, failureSeen: true } : transfer;

/** A new worker instance found it unfinished. */
export const markResumed = (transfer: Transfer): Transfer =>
  hasWork(transfer) ? { ...transfer, fruitlessStarts: transfer.fruitlessStarts + 1 } : transfer;

/** S3 has one more part of it, or there is no network for anything to come of it. */
export const progressed = (transfer: Transfer): Transfer =>
  transfer.fruitlessStarts > 0 ? { ...transfer, fruitlessStarts: 0 } : transfer;
