import type { DiskFile } from '../random-files';

/** What is to be uploaded: one large file, or many small ones. */
export interface Load {
  readonly files: readonly DiskFile[];
  /** The one large file again, cut for those that can't send slices; empty for many files. */
  readonly cut: readonly DiskFile[];
  /** Bytes in a part of the large file. */
  readonly partSize: number;
}

/** Somebody who uploads. */
export interface Contestant {
  readonly name: string;
  /** Uploads everything to keys below the prefix, in an order of its own; resolves with the milliseconds that it took. */
  upload(load: Load, prefix: string): Promise<number>;
}
