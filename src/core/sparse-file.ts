/** Some bytes of a file, from `start` up to `end`. */
export type ReadRange = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

/** A view of so many bytes. @throws RangeError where the file has none */
export type ViewAt = (at: number, length: number) => DataView;

/** What is read at once: most formats have all that a reader looks for in one such range, or in two. */
const WINDOW_BYTES = 32 * 1024;

/** What asks for more is meant to keep us busy. */
const MAX_READS = 8;

class NotReadYet extends RangeError {
  readonly at: number;

  constructor(at: number) {
    super();
    this.at = at;
  }
}

/** Goes on without what lies outside of the file; what was not read yet is read first. */
export function ifThere(parse: () => void): void {
  try {
    parse();
  } catch (error) {
    if (!(error instanceof RangeError) || error instanceof NotReadYet) throw error;
  }
}

/**
 * Reads a file only where `parse` looks, which begins anew with each range that came. Null where it looks outside of the
 * file, or at too much of it.
 * @param head its first bytes, which are there already
 */
export async function parseSparsely<Result>(
  size: number,
  head: Uint8Array<ArrayBuffer>,
  read: ReadRange,
  parse: (viewAt: ViewAt) => Result,
): Promise<Result | null> {
  const windows = [{ start: 0, bytes: head }];
  const viewAt: ViewAt = (at, length) => {
    if (!(at >= 0 && at + length <= size)) throw new RangeError('outside of the file');
    const window = windows.find(({ start, bytes }) => start <= at && at + length <= start + bytes.length);
    if (window === undefined) throw new NotReadYet(at);
    return new DataView(window.bytes.buffer, window.bytes.byteOffset + at - window.start, length);
  };
  for (let reads = 0; ; reads++) {
    try {
      return parse(viewAt);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (!(error instanceof NotReadYet) || reads === MAX_READS) return null;
      const end = Math.min(size, error.at + WINDOW_BYTES);
      windows.push({ start: error.at, bytes: await read(error.at, end) });
    }
  }
}
