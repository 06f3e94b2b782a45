import type { BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import { extensionPage, inPage } from '../job-page';
import type { Contestant, Load } from './contestant';

/** What the names of all floors begin with. */
export const FLOOR = 'browser’s floor';

/**
 * The least that a browser needs: raw `fetch` from a page of the extension. Opening the upload, signing and
 * completing it are not counted.
 */
export function floor(
  { browser }: Pick<BenchFixture, 'browser'>,
  bucket: BenchBucket,
  atOnce: number,
): Contestant {
  const putParts = async ({ files: [file], cut, partSize }: Load, prefix: string): Promise<number> => {
    const key = `${prefix}${file?.name ?? ''}`;
    const { uploadId, urls } = await bucket.openUpload(key, cut.length);
    const page = extensionPage(browser, [file?.path ?? '']);
    const took = await inPage(page, ({ run }) => run('putSlices', { urls, partSize, atOnce }));
    await bucket.complete(key, uploadId);
    return took;
  };
  const putFiles = async ({ files }: Load, prefix: string): Promise<number> => {
    const urls = await bucket.signPuts(files.map(({ name }) => prefix + name));
    const paths = files.map(({ path }) => path);
    return inPage(extensionPage(browser, paths), ({ run }) => run('putFiles', { urls, atOnce }));
  };
  return {
    name: `${FLOOR}, ${atOnce} at once`,
    upload: (load, prefix) => (load.cut.length > 0 ? putParts(load, prefix) : putFiles(load, prefix)),
  };
}
