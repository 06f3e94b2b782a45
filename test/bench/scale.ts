import { join } from 'node:path';
import type { Load } from './contestants/contestant';
import { cutIntoParts, randomFile, randomFiles } from './random-files';

const MIB = 1024 ** 2;

/** How much is measured. Sizes are in bytes. */
export interface Scale {
  readonly rounds: number;
  /** The large file, and the parts in which the floor and parallel curl send it. */
  readonly large: number;
  readonly partSize: number;
  readonly many: number;
  readonly smallSize: number;
  readonly clicks: number;
  /** What goes through the slow line, and how often. */
  readonly far: {
    readonly large: number;
    readonly many: number;
    readonly smallSize: number;
    readonly rounds: number;
  };
  /** The file that somebody is killed in the middle of, and the line for all connections together. */
  readonly kill: { readonly size: number; readonly bytesPerSecond: number };
  /** The file that everybody uploads while memory is watched, and the one that only Shoebox does. */
  readonly memory: { readonly size: number; readonly huge: number; readonly rounds: number };
  /** Photos in the album that is listed, and how often a page is opened. */
  readonly listed: number;
  readonly opens: number;
  /** How much is hashed. */
  readonly hashed: number;
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
  // One curl needs 52 s for 400 files there, and would need more than a minute for 500.
  far: { large: 64 * MIB, many: 400, smallSize: 200_000, rounds: 3 },
  kill: { size: 256 * MIB, bytesPerSecond: 32 * MIB },
  memory: { size: 1024 * MIB, huge: 4096 * MIB, rounds: 3 },
  listed: 10_000,
  opens: 30,
  hashed: 448 * MIB,
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
  far: { large: 6 * MIB, many: 10, smallSize: 20_000, rounds: 1 },
  kill: { size: 40 * MIB, bytesPerSecond: 16 * MIB },
  memory: { size: 32 * MIB, huge: 64 * MIB, rounds: 1 },
  listed: 1_500,
  opens: 3,
  hashed: 28 * MIB,
  smoke: true,
};

/** One large file, whole and cut. */
export async function largeLoad(folder: string, size: number, partSize: number): Promise<Load> {
  const own = join(folder, `large-${size}`);
  const file = await randomFile(join(own, 'whole'), 'large.bin', size);
  return { files: [file], cut: await cutIntoParts(join(own, 'cut'), file, partSize), partSize };
}

/** One large file for those who take it whole. */
export async function wholeLoad(folder: string, size: number): Promise<Load> {
  const file = await randomFile(join(folder, `whole-${size}`), 'large.bin', size);
  return { files: [file], cut: [], partSize: 0 };
}

/** Many small files. */
export async function manyLoad(folder: string, count: number, size: number): Promise<Load> {
  return { files: await randomFiles(join(folder, `many-${count}`), count, size), cut: [], partSize: 0 };
}
