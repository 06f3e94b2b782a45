import { crc32 } from '../core/crc32';
import { directory, localHeader, type PlacedEntry } from './zip-format';

/** What goes into a ZIP. */
export interface ZipFile {
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
  /** Its bytes, in order. */
  readonly parts: readonly Blob[];
}

/**
 * A ZIP of these files, stored as they are: pictures are compressed already. It is made of references to their blobs,
 * which stay where they are, on the disk; they are read once, for their checksums. The libraries that write ZIPs
 * (client-zip, fflate, zip.js) all make a stream of the bytes, which a page without the permission for downloads can
 * only save as a Blob: all of it once more, in the renderer's memory.
 */
export async function zipOf(files: readonly ZipFile[]): Promise<Blob> {
  const pieces: BlobPart[] = [];
  const entries: PlacedEntry[] = [];
  let offset = 0;
  const add = (piece: Blob | Uint8Array<ArrayBuffer>): void => {
    pieces.push(piece);
    offset += piece instanceof Blob ? piece.size : piece.length;
  };
  for (const { path, lastModified, parts } of files) {
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const entry = { path, lastModified, size, crc32: await checksumOf(parts), offset };
    entries.push(entry);
    for (const piece of [localHeader(entry), ...parts]) add(piece);
  }
  return new Blob([...pieces, directory(entries, offset)], { type: 'application/zip' });
}

async function checksumOf(parts: readonly Blob[]): Promise<number> {
  let checksum = 0;
  for (const part of parts) {
    const reader = part.stream().getReader();
    for (;;) {
      const { value } = await reader.read();
      if (value === undefined) break;
      checksum = crc32(value, checksum);
    }
  }
  return checksum;
}
