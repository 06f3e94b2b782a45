import type { Outcome, Transfer } from '../core/transfer';
import type { RequestExecutor } from '../requests/send-with-retry';
import type { PendingCleanup, TransferBucket, TransferDatabase, TransferPorts } from './ports';

/** Where the bytes of a transfer are, by S3's own word. */
export interface UploadResult {
  readonly key: string;
  /** Of the object, without quotes. */
  readonly etag: string;
  readonly outcome: Outcome;
}

/** What one upload works with. Everything in it stops when `signal` aborts. */
export interface UploadContext {
  readonly bucket: TransferBucket;
  readonly executor: RequestExecutor;
  /** As it was when the upload began; moves go through `change`. */
  readonly transfer: Transfer & { readonly album: string };
  readonly body: Blob;
  readonly mediaType: string;
  /** Where the picture came from, and {@link TRANSFER_ID}. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly database: Pick<TransferDatabase, 'parts' | 'writePart' | 'removeParts'>;
  readonly sha256: TransferPorts['sha256'];
  readonly managedUpload: TransferPorts['managedUpload'];
  readonly report: TransferPorts['report'];
  /** False when another of our transfers is on its way to this key, or what is there is about to be removed. */
  readonly reserve: (key: string) => boolean;
  /**
   * Whether what is at this key is about to be removed, by a deletion or by the clean-up: nobody may rely on it. With
   * `storedBy`, whether the object is that the transfer with this id has stored there.
   */
  readonly isBeingRemoved: (key: string, storedBy?: string) => boolean;
  /**
   * Before an object that is there is relied upon: the clean-up keeps off it from now on until the upload has ended, or
   * claims another. Resolves with whether it has to be looked at again, because it may have been removed meanwhile;
   * asked again, with false.
   */
  readonly claim: (key: string) => Promise<boolean>;
  /**
   * Runs what stores an object at a key. The clean-up removes nothing there meanwhile: a deletion whose answer was lost is
   * sent again, and the same bytes have the same entity tag.
   */
  readonly storing: <Value>(key: string, send: () => Promise<Value>) => Promise<Value>;
  /** How often the clean-up has removed something at a key: comparing bytes takes time, in which it may. */
  readonly removalCount: (key: string) => number;
  /**
   * Applies a move and writes it down, in one transaction with what it leaves behind; null when the transfer was removed
   * meanwhile.
   */
  readonly change: (
    move: (transfer: Transfer) => Transfer,
    leftBehind?: readonly PendingCleanup[],
  ) => Promise<Transfer | null>;
  /** Told how many bytes S3 has, whenever that changed. */
  readonly onStored: (bytes: number) => void;
}
