import type { Failure } from '../core/failure';
import type { CapturedBytes, ImageSource, Rung, Transfer } from '../core/transfer';

/** What the transfers need of the world. The background worker hands in the real ones, tests their own. */

/** One object on its way. The body stays the caller's; it is read, never changed. */
export interface ObjectToPut {
  readonly key: string;
  readonly body: Blob;
  readonly mediaType: string;
  /** User metadata; ASCII. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Bytes that S3 has so far. */
  readonly onProgress: (bytes: number) => void;
}

export interface StoredObject {
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The bucket. Every method rejects with a ShoeboxError, or with an AbortError once its signal is aborted. */
export interface ObjectStore {
  /** Resolves once the store has confirmed every byte. Rejects with `name-taken` when the key is in use. */
  put(object: ObjectToPut): Promise<void>;
  head(key: string): Promise<StoredObject | null>;
  /** Keys that begin with `prefix`, in no particular order. */
  keysWithPrefix(prefix: string): Promise<readonly string[]>;
}

/** A picture as it came from the web. */
export interface CapturedImage {
  readonly blob: Blob;
  /** File name with the right extension. */
  readonly name: string;
  readonly mediaType: string;
  readonly rung: Rung;
  /** What could not be done on the way, although there is a picture. */
  readonly note: Failure | null;
}

/** Gets the bytes that a person pointed at. Rejects with `source-…`. */
export type CaptureImage = (source: ImageSource, signal: AbortSignal) => Promise<CapturedImage>;

/** The written record of all transfers. A resolved write is on disk. */
export interface Journal {
  all(): Promise<Transfer[]>;
  write(transfer: Transfer): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Bytes on disk. */
export interface Blobs {
  put(blob: Blob): Promise<CapturedBytes['blobId']>;
  get(id: string): Promise<Blob | null>;
  delete(id: string): Promise<void>;
}

/** All that the transfers need. */
export interface TransferPorts {
  readonly journal: Journal;
  readonly blobs: Blobs;
  readonly captureImage: CaptureImage;
  /** The bucket of this identity. Rejects with `not-configured`, or `other-bucket` when the settings name another. */
  readonly openStore: (bucket: string) => Promise<ObjectStore>;
  /** After every change, with all transfers in the order in which they were begun. */
  readonly onChange: (transfers: readonly Progress[]) => void;
  /** Once for each transfer that ended, `image` being its bytes if there are any. */
  readonly onSettled: (transfer: Transfer, image: Blob | null) => void;
}

/** A transfer and how far it is. */
export interface Progress extends Transfer {
  /** Bytes that S3 has. */
  readonly uploaded: number;
}
