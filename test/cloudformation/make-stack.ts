import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { LocalAws } from '../local-aws/index';
import { type Stack, type StackNames, stackOf } from './stack';

/** Stands in for AWS's command line: `describe-stacks` says what its query asks for, once that is in a file. */
const AWS = `#!/bin/sh
case "$2" in
  describe-stacks) for output in outputs/*; do case "$*" in *"'\${output##*/}'"*) cat "$output";; esac; done;;
esac
`;

/** The template in the lines for CloudShell, which stands between its marks. */
export function templateIn(lines: string): unknown {
  const [, json = ''] = /END_OF_TEMPLATE'\n(.*)\nEND_OF_TEMPLATE/.exec(lines) ?? [];
  return JSON.parse(json);
}

/**
 * Carries out the lines for CloudShell in a shell of this computer: what their template says is then in the local AWS, and
 * `printed` is what somebody copies of it.
 */
export async function makeStack(
  aws: LocalAws,
  lines: string,
  names: StackNames,
): Promise<{ readonly stack: Stack; readonly printed: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'shoebox-shell-'));
  try {
    await writeFile(join(folder, 'aws'), AWS, { mode: 0o755 });
    await mkdir(join(folder, 'outputs'));
    const run = async (): Promise<string> => {
      const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
      const { stdout } = await promisify(execFile)('sh', ['-c', lines], { cwd: folder, env });
      return stdout;
    };
    const stack = stackOf(Object(templateIn(lines)), names);
    await createResources(aws, stack, names.identityPoolId.split(':', 1)[0] ?? '');
    for (const [name, output] of Object.entries(stack.outputs))
      await writeFile(join(folder, 'outputs', name), `${output}\n`);
    const printed = await run();
    const written: unknown = JSON.parse(await readFile(join(folder, 'shoebox.json'), 'utf8'));
    if (!isDeepStrictEqual(written, templateIn(lines))) throw new Error('The shell changed the template.');
    return { stack, printed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bucket with its policy, and the pool. What a bucket encrypts with, the local AWS takes at its start alone. */
async function createResources(aws: LocalAws, { bucket, pool }: Stack, region: string): Promise<void> {
  const s3 = new S3Client({
    ...{ region: 'us-east-1', endpoint: aws.endpoint, forcePathStyle: true, credentials: aws.owner },
  });
  const isElsewhere = region !== 'us-east-1';
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket.name,
      ...(isElsewhere && { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
    }),
  );
  s3.destroy();
  if (bucket.policy !== undefined) await aws.setBucketPolicy(bucket.name, bucket.policy);
  aws.setPools([pool]);
}
