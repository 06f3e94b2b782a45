import { type BenchWorld, inExtensionPage } from '../bench-world';
import type { Contestant, Load } from './contestant';

/** Where a contestant reaches the bucket. */
type Place = Pick<BenchWorld, 'bucket'>;

/**
 * The least that a browser needs: raw `fetch` from a page of the extension. Opening the upload, signing and
 * completing it are not counted.
 */
export function floor(world: BenchWorld, { bucket }: Place, atOnce: number): Contestant {
  const putParts = async ({ files: [file], cut, partSize }: Load, prefix: string): Promise<number> => {
    const key = `${prefix}${file?.name ?? ''}`;
    const { uploadId, urls } = await bucket.openUpload(key, cut.length);
    const took = await inExtensionPage(world, [file?.path ?? ''], 'putSlices', { urls, partSize, atOnce });
    await bucket.complete(key, uploadId);
    return took;
  };
  const putFiles = async ({ files }: Load, prefix: string): Promise<number> => {
    const urls = await bucket.signPuts(files.map(({ name }) => prefix + name));
    const paths = files.map(({ path }) => path);
    return inExtensionPage(world, paths, 'putFiles', { urls, atOnce });
  };
  return {
    name: `browser’s floor, ${atOnce} at once`,
    upload: (load, prefix) => (load.cut.length > 0 ? putParts(load, prefix) : putFiles(load, prefix)),
  };
}
