import { Crc32Js } from '@smithy/core/checksum';
import { deleteBlobs, getBlob, putBlob } from '../../../../src/blobs/blob-store';
import { sha256 } from '../../../../src/blobs/sha256';
import { chosenFiles } from '../chosen-files';

/** So large are the parts that Shoebox sends. */
const SLICE_BYTES = 7 * 1024 ** 2;

const WAYS = {
  'sha256 of src/blobs, reading included': (slice: Blob) => sha256(slice),
  'the SDK’s CRC32 in JavaScript, reading included': async (slice: Blob) => {
    const crc = new Crc32Js();
    crc.update(new Uint8Array(await slice.arrayBuffer()));
    return crc.digest();
  },
  'reading alone': (slice: Blob) => slice.arrayBuffer(),
} as const satisfies Readonly<Record<string, (slice: Blob) => Promise<unknown>>>;

export type ChecksumWay = keyof typeof WAYS;

/** Stores the chosen file in IndexedDB and hashes it from there, slice after slice; milliseconds of the latter. */
export async function hashStored({ way }: { readonly way: ChecksumWay }): Promise<number> {
  const id = crypto.randomUUID();
  const [file] = chosenFiles();
  if (file === undefined) throw new Error('unreachable: a file was chosen');
  await putBlob(file, id);
  const blob = await getBlob(id);
  if (blob === null) throw new Error('The stored bytes are gone');
  const start = performance.now();
  for (let at = 0; at < blob.size; at += SLICE_BYTES) await WAYS[way](blob.slice(at, at + SLICE_BYTES));
  const took = performance.now() - start;
  await deleteBlobs([id]);
  return took;
}
