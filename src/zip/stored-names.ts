import { mediaTypeOfName } from '../core/media-type';
import { fileNameOfKey } from '../core/object-key';

/** What every gzip file begins with (RFC 1952, 2.3.1), by deflate, the one method that it knows. */
const GZIP = [0x1f, 0x8b, 0x08] as const;

/**
 * The key after which a file is called in a ZIP. What was stored compressed, and said to be (`Content-Encoding: gzip`), is
 * unpacked by browsers alone: on a disk, `drawing.svg` would be a drawing that nothing opens, which `drawing.svg.gz` is not.
 */
export async function storedName(key: string, [first]: readonly Blob[]): Promise<string> {
  // None of the types that names are known to promise is gzip.
  if (first === undefined || mediaTypeOfName(fileNameOfKey(key)) === null) return key;
  const head = new Uint8Array(await first.slice(0, GZIP.length).arrayBuffer());
  return GZIP.every((byte, index) => head[index] === byte) ? `${key}.gz` : key;
}
