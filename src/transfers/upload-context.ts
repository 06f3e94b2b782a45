import type { Outcome, Transfer } from '../core/transfer';
import type { Line } from './persistent-requests';
import type { Journal, ObjectStore, TransferPorts } from './ports';

/** Where the bytes of a transfer are, by the store's own word. */
export interface Place {
  readonly key: string;
  /** Of the object, without quotes. */
  readonly etag: string;
  readonly outcome: Outcome;
}

/** What one upload works with. Everything in it stops when `signal` aborts. */
export interface UploadContext {
  readonly store: ObjectStore;
  readonly line: Line;
  /** As it was when the upload began; moves go through `change`. */
  readonly transfer: Transfer & { readonly album: string };
  readonly body: Blob;
  readonly mediaType: string;
  /** Where the picture came from, and {@link TRANSFER_ID}. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly journal: Pick<Journal, 'parts' | 'writePart' | 'removeParts' | 'writeLeftover'>;
  readonly sha256: TransferPorts['sha256'];
  /** False when another of our transfers is on its way to this key. */
  readonly reserve: (key: string) => boolean;
  /** Applies a move and writes it down; null when the transfer was removed meanwhile. */
  readonly change: (move: (transfer: Transfer) => Transfer) => Promise<Transfer | null>;
  /** Told how many bytes the store has, whenever that changed. */
  readonly onStored: (bytes: number) => void;
}
