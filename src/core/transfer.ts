import type { Failure } from './failure';
import { fileNameOf, type Naming } from './name-template';
import { type CapturedBytes, type Source, withoutData, withoutInlineBytes, withoutScreen } from './source';

export type TransferState =
  /** Has something to do: capture or upload. */
  | 'under-way'
  /** The bytes are safe; a person has to say which album. */
  | 'choosing-album'
  /** A person stopped it for now; what S3 has of it stays there. */
  | 'paused'
  | 'saved'
  | 'failed';

/** What became of the bytes of a saved transfer. */
export type Outcome =
  | 'stored'
  /** The album held these very bytes already; nothing was sent a second time. */
  | 'already-there';

/** A multipart upload as S3 knows it. Part size and key stay the same for all its life. */
export interface MultipartUpload {
  readonly key: string;
  /** Null from just before CreateMultipartUpload until its answer is written down. */
  readonly uploadId: string | null;
  readonly partBytes: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** One thing on its way into the bucket, as it lies in IndexedDB. Everything needed to go on after any death. */
export interface Transfer {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly source: Source;
  /** Which bucket it was meant for, by {@link bucketIdentity}: other settings do not send it elsewhere. */
  readonly bucket: string;
  /** Prefix; null until a person chose one. */
  readonly album: string | null;
  readonly name: string;
  /** What `name` is made of, so that it follows the album; null for a file, and before there are bytes. */
  readonly naming: Naming | null;
  /** User metadata that the object gets beside our own: where the picture came from, see `core/provenance.ts`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly bytes: CapturedBytes | null;
  readonly state: TransferState;
  /** The multipart upload that its parts go into; null for small ones, and before there is one. */
  readonly multipart: MultipartUpload | null;
  /** Lives of the worker that began with it and ended before its bytes were here, or S3 had one more part of it. */
  readonly fruitlessStarts: number;
  /** The object's key once S3 confirmed it. */
  readonly key: string | null;
  /** Its entity tag, without quotes; null before that. */
  readonly etag: string | null;
  /** With `saved` only. */
  readonly outcome: Outcome | null;
  /** Milliseconds since 1970; null until it is saved or failed. */
  readonly endedAt: number | null;
  readonly failure: Failure | null;
  /** Whether a person has had the failure before their eyes. */
  readonly failureSeen: boolean;
  /** What could not be done although the picture was saved: a refused permission, say. */
  readonly note: Failure | null;
}

/** What tells one new transfer from another. */
export type NewTransfer = Pick<
  Transfer,
  'id' | 'createdAt' | 'source' | 'bucket' | 'album' | 'name' | 'bytes'
>;

export const newTransfer = (facts: NewTransfer): Transfer => ({
  ...facts,
  naming: null,
  metadata: {},
  state: 'under-way',
  multipart: null,
  fruitlessStarts: 0,
  key: null,
  etag: null,
  outcome: null,
  endedAt: null,
  failure: null,
  failureSeen: false,
  note: null,
});

/** What the runner has to do next for a transfer. */
export type NextStep = 'capture' | 'upload' | 'wait-for-album' | 'nothing';

/** Derived, never stored: so a transfer found after a crash goes on where its facts say, not where a flag says. */
export function nextStep(transfer: Transfer): NextStep {
  if (hasEnded(transfer) || transfer.state === 'paused') return 'nothing';
  if (transfer.bytes === null) return 'capture';
  return transfer.album === null ? 'wait-for-album' : 'upload';
}

// The moves. Each takes a transfer in any state and gives back the very same one where it does not apply: what
// arrives late (an answer after a cancel, a second click) changes nothing.

/** Open again, as its facts say. */
const opened = (transfer: Transfer): Transfer => {
  const open: Transfer = {
    ...transfer,
    state: 'under-way',
    failure: null,
    failureSeen: false,
    endedAt: null,
  };
  return nextStep(open) === 'wait-for-album' ? { ...open, state: 'choosing-album' } : open;
};

/** As {@link opened}, except that what a person paused stays so. */
const withFacts = (transfer: Transfer): Transfer =>
  transfer.state === 'paused' ? transfer : opened(transfer);

/** What a capture has brought. */
export interface Capturing extends Pick<Transfer, 'metadata' | 'note'> {
  readonly naming: Naming;
  readonly bytes: CapturedBytes;
}

/** The bytes are on the disk. */
export const captured = (transfer: Transfer, { naming, bytes, metadata, note }: Capturing): Transfer =>
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

/** Whether there is still an album to be chosen: not for what is on its way to one, or there already. */
export const canChooseAlbum = ({ state, album }: Pick<Transfer, 'state' | 'album'>): boolean =>
  state !== 'saved' && (album === null || state === 'failed');

/** Another album is another key: a multipart upload into the old one is of no use there. */
export const albumChosen = (transfer: Transfer, album: string): Transfer => {
  if (!canChooseAlbum(transfer)) return transfer;
  const name = transfer.naming === null ? transfer.name : fileNameOf(transfer.naming, album);
  return withFacts({ ...transfer, album, name, multipart: null });
};

/** A multipart upload is about to be made, or was made. */
export const multipartBegun = (transfer: Transfer, multipart: MultipartUpload): Transfer =>
  transfer.state === 'saved' ? transfer : { ...transfer, multipart };

/** S3 knows the multipart upload no more, or its key was taken: the next one starts over. */
export const multipartLost = (transfer: Transfer): Transfer =>
  transfer.state === 'saved' || transfer.multipart === null ? transfer : { ...transfer, multipart: null };

/** S3 confirmed the object, or it was there already. A confirmation that comes after a failure or a pause is true all the same. */
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

/** What S3 confirmed stays saved, whatever goes wrong afterwards; what a person paused stays paused. */
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
    ? opened({ ...transfer, source: withoutScreen(transfer.source), fruitlessStarts: 0 })
    : transfer;

/** Whether it is a picture that could not be had, and that may be taken from the screen instead. */
export const canUseScreen = ({ state, source, bytes, failure }: Transfer): boolean =>
  state === 'failed' &&
  source.kind === 'web' &&
  source.wanted === 'image' &&
  bytes === null &&
  /^(?:source|screen)-/.test(failure?.code ?? '');

/** A person wants it as the screen shows it. */
export const takenFromScreen = (transfer: Transfer): Transfer =>
  canUseScreen(transfer) && transfer.source.kind === 'web'
    ? opened({ ...transfer, source: { ...transfer.source, fromScreen: true } })
    : transfer;

export const paused = (transfer: Transfer): Transfer =>
  transfer.state === 'under-way' ? { ...transfer, state: 'paused' } : transfer;

/** The end of a pause. */
export const resumed = (transfer: Transfer): Transfer =>
  transfer.state === 'paused' ? opened(transfer) : transfer;

/** A person has had its failure before their eyes. */
export const failureSeen = (transfer: Transfer): Transfer =>
  transfer.state === 'failed' && !transfer.failureSeen ? { ...transfer, failureSeen: true } : transfer;

/** Whether there is something that the end of a worker's life would interrupt. */
export function isWork(transfer: Transfer): boolean {
  const step = nextStep(transfer);
  return step === 'capture' || step === 'upload';
}

/** A new life of the worker found it unfinished. */
export const foundUnfinished = (transfer: Transfer): Transfer =>
  isWork(transfer) ? { ...transfer, fruitlessStarts: transfer.fruitlessStarts + 1 } : transfer;

/** S3 has one more part of it. */
export const progressed = (transfer: Transfer): Transfer =>
  transfer.fruitlessStarts > 0 ? { ...transfer, fruitlessStarts: 0 } : transfer;

/** Being worked on, or waiting for its turn. */
export const isUnderWay = (transfer: Pick<Transfer, 'state'>): boolean => transfer.state === 'under-way';

/** Nothing will happen to it any more unless a person wants it to. */
export const hasEnded = ({ state }: Pick<Transfer, 'state'>): boolean =>
  state === 'saved' || state === 'failed';
