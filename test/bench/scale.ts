import { join } from 'node:path';
import type { Load } from './contestants/contestant';
import { cutIntoParts, randomFile, randomFiles } from './random-files';

const MIB = 1024 ** 2;

/** How much is measured. */
export interface Scale {
  readonly rounds: number;
  /** Bytes of the large file, of it behind the slow link, and of its parts. */
  readonly large: number;
  readonly partSize: number;
  readonly many: number;
  readonly smallSize: number;
  readonly clicks: number;
  /** Without Debian's other tools. */
  readonly smoke: boolean;
}

/** What the figures in the README are measured with. */
export const FULL: Scale = {
  rounds: 5,
  large: 256 * MIB,
  partSize: 16 * MIB,
  many: 500,
  smallSize: 200_000,
  clicks: 40,
  smoke: false,
};

/** Keeps the bench alive: everything runs once, in seconds. S3 takes no parts of less than 5 MiB. */
export const SMOKE: Scale = {
  rounds: 1,
  large: 20 * MIB,
  partSize: 8 * MIB,
  many: 10,
  smallSize: 20_000,
  clicks: 3,
  smoke: true,
};

/** One large file, whole and cut. */
export async function largeLoad(folder: string, size: number, partSize: number): Promise<Load> {
  const file = await randomFile(join(folder, 'large'), `large-${size}.bin`, size);
  return { files: [file], cut: await cutIntoParts(join(folder, `cut-${size}`), file, partSize), partSize };
}

/** Many small files. */
export async function manyLoad(folder: string, { many, smallSize, partSize }: Scale): Promise<Load> {
  return { files: await randomFiles(join(folder, 'many'), many, smallSize), cut: [], partSize };
}
