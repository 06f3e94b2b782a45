import type { Failure } from './failure';
import type { Owner } from './login';
import type { Naming } from './name-template';
import type { CapturedBytes, Source } from './source';

export type TransferState =
  /** Has something to do: capture or upload. */
  | 'under-way'
  /** The bytes are safe; the user has to say which album. */
  | 'choosing-album'
  /** The user stopped it for now; what S3 has of it stays there. */
  | 'paused'
  | 'saved'
  | 'failed';

/** What became of the bytes of a saved transfer. */
export type Outcome =
  | 'stored'
  /** The album held these very bytes already; nothing was sent a second time. */
  | 'already-there';

/** A multipart upload as S3 knows it. Part size and key stay the same as long as it exists. */
export interface MultipartRecord {
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
  /**
   * The user who was signed in, or was the last one, when it was begun; null for guests, and while nobody is known: then it
   * is that of the user with whom it begins.
   */
  readonly owner: Owner | null;
  /** Prefix; null until the user chose one. */
  readonly album: string | null;
  readonly name: string;
  /** What `name` is made of, so that it follows the album; null for a file, and before there are bytes. */
  readonly naming: Naming | null;
  /** User metadata that the object gets beside our own: where the picture came from, see `core/provenance.ts`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly bytes: CapturedBytes | null;
  readonly state: TransferState;
  /** The multipart upload that its parts go into; null for small ones, and before there is one. */
  readonly multipart: MultipartRecord | null;
  /**
   * Keys, beside the one of its own name, under which it has asked S3 to store it: written down before that, so that
   * what a lost answer leaves there is found.
   */
  readonly triedKeys: readonly string[];
  /**
   * Of the keys under which it may have stored an object, those that something else relies on: another upload that was
   * told "already there", or a job. Clean-up leaves them alone, whatever becomes of this transfer.
   */
  readonly keptKeys: readonly string[];
  /** Worker instances that began with it and ended before its bytes were here, or S3 had one more part of it. */
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
  /** Whether the user has seen the failure. */
  readonly failureSeen: boolean;
  /** What could not be done although the picture was saved: a refused permission, say. */
  readonly note: Failure | null;
}

/** What tells one new transfer from another. */
export type NewTransfer = Pick<
  Transfer,
  'id' | 'createdAt' | 'source' | 'bucket' | 'album' | 'name' | 'bytes'
> &
  Partial<Pick<Transfer, 'owner'>>;

export const newTransfer = (facts: NewTransfer): Transfer => ({
  owner: null,
  ...facts,
  naming: null,
  metadata: {},
  state: 'under-way',
  multipart: null,
  triedKeys: [],
  keptKeys: [],
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

/** Being worked on, or waiting for its turn. */
export const isUnderWay = (transfer: Pick<Transfer, 'state'>): boolean => transfer.state === 'under-way';

/** Nothing will happen to it any more unless the user wants it to. */
export const hasEnded = ({ state }: Pick<Transfer, 'state'>): boolean =>
  state === 'saved' || state === 'failed';

/** Whether there is something that the end of a worker instance would interrupt. */
export function hasWork(transfer: Transfer): boolean {
  const step = nextStep(transfer);
  return step === 'capture' || step === 'upload';
}

/** Whether there is still an album to be chosen: not for what is on its way to one, or there already. */
export const canChooseAlbum = ({ state, album }: Pick<Transfer, 'state' | 'album'>): boolean =>
  state !== 'saved' && (album === null || state === 'failed');

/** Whether it is a picture that could not be had, and that may be taken from the screen instead. */
export const canCaptureFromScreen = ({ state, source, bytes, failure }: Transfer): boolean =>
  state === 'failed' &&
  source.kind === 'web' &&
  source.wanted === 'image' &&
  bytes === null &&
  /^(?:source|screen)-/.test(failure?.code ?? '');
