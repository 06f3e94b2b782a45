import { readPreview } from '../../core/embedded-preview';
import { imageSize, isSized } from '../../core/image-size';
import { SNIFF_BYTES, sniffMediaType } from '../../core/sniff-media-type';

/** What of a file an `<img>` can show. */
export interface ShownFile {
  readonly url: string;
  /** Of it, a browser shows the preview within alone. */
  readonly isPreview: boolean;
}

/** What leads to a preview stands in a file's first bytes, mostly. */
const HEAD_BYTES = 64 * 1024;

/**
 * What a file is by its bytes, whatever it is called: a picture that this browser draws, or one with a preview within that
 * it does. Null for all else. Only the bytes are read that lead to the preview, and the preview.
 * @param size of the file, in bytes
 * @param url of all of it
 */
export async function shownFile(size: number, url: string, signal: AbortSignal): Promise<ShownFile | null> {
  const read = async (start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
    const range = `bytes=${start}-${end - 1}`;
    const response = await fetch(url, { headers: { range }, credentials: 'omit', signal });
    // It is gone or refused, or a server that knows no ranges would send all of it.
    if (response.status !== 206) {
      await response.body?.cancel();
      return new Uint8Array(0);
    }
    return new Uint8Array(await response.arrayBuffer());
  };
  const head = await read(0, Math.min(size, HEAD_BYTES));
  const sniffed = head.subarray(0, SNIFF_BYTES);
  if (isSized(sniffed)) return { url, isPreview: false };
  const preview = await readPreview('whole', size, head, read);
  if (preview !== null && imageSize(new Uint8Array(await preview.arrayBuffer())) !== null)
    return { url: URL.createObjectURL(preview), isPreview: true };
  return (await isDecoded(sniffMediaType(sniffed))) ? { url, isPreview: false } : null;
}

/** Browsers differ in what else they decode: JPEG XL, HEIC. */
async function isDecoded(type: string | null): Promise<boolean> {
  if (type === null || !('ImageDecoder' in globalThis)) return false;
  return ImageDecoder.isTypeSupported(type);
}
