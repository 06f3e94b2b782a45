import { type PartRange, partRanges } from './parts';
import type { ExpectedObject } from './s3-object';

/**
 * So much of an object is fetched at once: what a death interrupts is no more. What the browser holds as a Blob goes from
 * its memory only when somebody collects garbage: a gigabyte on its way to the disk took up to 340 MiB in parts of 4 MiB,
 * 530 in parts of 8, 850 in parts of 16 (Chromium 156).
 */
const PART_BYTES = 4 * 1024 ** 2;

/** Bytes of an object that are fetched, and kept, by themselves. */
export interface DownloadPart extends PartRange {
  /** What it is kept under among its job's. Another version of the object has others. */
  readonly id: string;
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

/** The parts in which an object is fetched, in order; an empty one has one. */
export function downloadParts({ key, size, etag }: ExpectedObject): DownloadPart[] {
  const ranges = size === 0 ? [{ partNumber: 1, start: 0, end: 0 }] : partRanges(size, PART_BYTES);
  return ranges.map(range => ({
    ...range,
    id: `${etag} ${range.partNumber} ${key}`,
    isWhole: ranges.length === 1,
  }));
}
