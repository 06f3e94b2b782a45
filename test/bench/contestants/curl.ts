import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchWorld } from '../bench-world';
import { runTool } from '../run-tool';
import type { Contestant, Load } from './contestant';

type Place = Pick<BenchWorld, 'bucket' | 'folder'>;

/**
 * Presigned curl. One at a time it sends the large file whole and small ones over one connection; several at a time
 * it sends the parts of a multipart upload, which is opened and completed for it.
 */
export function curl({ bucket, folder }: Place, atOnce: number): Contestant {
  const send = async (paths: readonly string[], urls: readonly string[]): Promise<number> => {
    const config = join(folder, `curl-${atOnce}.conf`);
    const pairs = paths.map(
      (path, index) => `upload-file = "${path}"\nurl = "${urls[index] ?? ''}"\noutput = "/dev/null"\n`,
    );
    await writeFile(config, pairs.join(''));
    const parallel = atOnce > 1 ? ['--parallel', '--parallel-immediate', '--parallel-max', `${atOnce}`] : [];
    // Without "Expect: 100-continue", which only costs time where the server says yes.
    const quiet = ['--silent', '--show-error', '--fail', '--header', 'Expect:'];
    return runTool('curl', [...quiet, ...parallel, '--config', config]);
  };
  const sendParts = async ({ files: [file], cut }: Load, prefix: string): Promise<number> => {
    const key = `${prefix}${file?.name ?? ''}`;
    const { uploadId, urls } = await bucket.openUpload(key, cut.length);
    const paths = cut.map(({ path }) => path);
    const took = await send(paths, urls);
    await bucket.complete(key, uploadId);
    return took;
  };
  return {
    name: atOnce === 1 ? 'one curl' : `curl, ${atOnce} at once`,
    upload: async (load, prefix) => {
      if (atOnce > 1 && load.cut.length > 0) return sendParts(load, prefix);
      const urls = await bucket.signPuts(load.files.map(({ name }) => prefix + name));
      const paths = load.files.map(({ path }) => path);
      return send(paths, urls);
    },
  };
}
