import AwsS3 from '@uppy/aws-s3';
import Uppy from '@uppy/core';
import { chosenFiles } from '../chosen-files';

export interface UppyUpload {
  /** Where to ask for signatures; see `web-site.ts`. */
  readonly signer: string;
  /** What all keys begin with. */
  readonly prefix: string;
}

/**
 * Uploads the chosen files with Uppy as its manual says: a signing endpoint, and everything else as it comes: parts of
 * 5 MiB, one after the other, of files above 100 MiB, and six files at once.
 */
export async function withUppy({ signer, prefix }: UppyUpload): Promise<number> {
  const files = chosenFiles();
  const uppy = new Uppy().use(AwsS3, {
    async signRequest(request) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(signer, { method: 'POST', headers, body: JSON.stringify(request) });
      return { url: await answer.text() };
    },
    generateObjectKey: ({ name }) => prefix + name,
  });
  const start = performance.now();
  uppy.addFiles(files.map(file => ({ name: file.name, type: file.type, data: file })));
  const result = await uppy.upload();
  const [failed] = result?.failed ?? [];
  if (failed !== undefined) throw new Error(`Uppy failed: ${failed.error}`);
  return performance.now() - start;
}
