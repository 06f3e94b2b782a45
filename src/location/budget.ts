import { ShoeboxError } from '../core/failure';

/** What looking for places may still cost in one file, whatever it is made of: a hostile one must not keep us busy for minutes. */
export interface Budget {
  /** Of Exif and TIFF. A TIFF has one or two for each of its pages. */
  directories: number;
  /** Of IPTC. A file has some kilobytes. */
  datasetBytes: number;
  /** A file has some kilobytes, or a whole picture in base64. */
  xmpBytes: number;
  /** Of a PNG’s text chunks, unpacked. A camera’s have some kilobytes, an editor’s some megabytes. */
  textBytes: number;
}

export const newBudget = (): Budget => ({
  directories: 4096,
  datasetBytes: 4_000_000,
  xmpBytes: 24_000_000,
  textBytes: 16_000_000,
});

/** @throws ShoeboxError `location-not-removed` when there is not as much left: what comes behind is not looked at */
export function spend(budget: Budget, kind: keyof Budget, amount: number): void {
  budget[kind] -= amount;
  if (budget[kind] < 0) throw new ShoeboxError('location-not-removed');
}
