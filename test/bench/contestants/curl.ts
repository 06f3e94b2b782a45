import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import { type CommandLine, runTool } from '../run-tool';
import type { Contestant, Load } from './contestant';
import type { Tool } from './tool';

type Where = Pick<BenchFixture, 'folder'>;

/** Presigned curl over one connection: files are sent whole, one after the other. */
export function oneCurl({ folder }: Where, bucket: BenchBucket): Tool {
  return {
    name: 'one curl',
    async commandLine({ files }, prefix) {
      const urls = await bucket.signPuts(files.map(({ name }) => prefix + name));
      return curlLine(folder, pathsOf(files), urls, 1);
    },
  };
}

/**
 * Presigned curl over several connections. Of a large file it sends the parts of a multipart upload, which is opened
 * and completed for it.
 */
export function parallelCurl({ folder }: Where, bucket: BenchBucket, atOnce: number): Contestant {
  const sendParts = async ({ files: [file], cut }: Load, prefix: string): Promise<number> => {
    const key = `${prefix}${file?.name ?? ''}`;
    const { uploadId, urls } = await bucket.openUpload(key, cut.length);
    const took = await runTool(await curlLine(folder, pathsOf(cut), urls, atOnce));
    await bucket.complete(key, uploadId);
    return took;
  };
  return {
    name: `curl, ${atOnce} at once`,
    upload: async (load, prefix) => {
      if (load.cut.length > 0) return sendParts(load, prefix);
      const urls = await bucket.signPuts(load.files.map(({ name }) => prefix + name));
      return runTool(await curlLine(folder, pathsOf(load.files), urls, atOnce));
    },
  };
}

const pathsOf = (files: readonly { readonly path: string }[]): readonly string[] =>
  files.map(({ path }) => path);

async function curlLine(
  folder: string,
  paths: readonly string[],
  urls: readonly string[],
  atOnce: number,
): Promise<CommandLine> {
  const config = join(folder, `curl-${atOnce}.conf`);
  const pairs = paths.map(
    (path, index) => `upload-file = "${path}"\nurl = "${urls[index] ?? ''}"\noutput = "/dev/null"\n`,
  );
  await writeFile(config, pairs.join(''));
  const parallel = atOnce > 1 ? ['--parallel', '--parallel-immediate', '--parallel-max', `${atOnce}`] : [];
  // Without "Expect: 100-continue", which only costs time where the server says yes.
  const quiet = ['--silent', '--show-error', '--fail', '--header', 'Expect:'];
  return { command: 'curl', args: [...quiet, ...parallel, '--config', config] };
}
