import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import type { Load } from './contestant';
import type { Tool } from './tool';

// Debian's programs, with their own defaults, told of nothing but where S3 is and what to upload.

type Where = Pick<BenchFixture, 'gateway' | 'folder'>;

/** By its full path: other installations of the same name may come first. */
export const AWSCLI = '/usr/bin/aws';

/** The environment without what a person has set up for S3, and with this. */
function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(AWS|RCLONE)_/.test(name));
  return { ...Object.fromEntries(others), ...own };
}

/** A folder with the files and nothing else, ending in a slash. */
function folderOf({ files: [file] }: Load): string {
  if (file === undefined) throw new Error('There is nothing to upload');
  return file.path.slice(0, file.path.length - file.name.length);
}

export function rclone({ gateway }: Where, bucket: BenchBucket): Tool {
  const env = environment({
    RCLONE_CONFIG: '',
    RCLONE_CONFIG_BENCH_TYPE: 's3',
    RCLONE_CONFIG_BENCH_PROVIDER: 'Ceph',
    RCLONE_CONFIG_BENCH_ENDPOINT: bucket.endpoint,
    RCLONE_CONFIG_BENCH_ACCESS_KEY_ID: gateway.owner.accessKeyId,
    RCLONE_CONFIG_BENCH_SECRET_ACCESS_KEY: gateway.owner.secretAccessKey,
  });
  return {
    name: 'rclone',
    commandLine: async (load, prefix) => ({
      command: 'rclone',
      args: ['copy', folderOf(load), `bench:${bucket.name}/${prefix}`],
      env,
    }),
  };
}

export function awscli({ gateway }: Where, bucket: BenchBucket): Tool {
  const env = environment({
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_DEFAULT_REGION: gateway.region,
    AWS_ACCESS_KEY_ID: gateway.owner.accessKeyId,
    AWS_SECRET_ACCESS_KEY: gateway.owner.secretAccessKey,
  });
  return {
    name: 'awscli',
    commandLine: async (load, prefix) => ({
      command: AWSCLI,
      args: [
        ...['--endpoint-url', bucket.endpoint, 's3', 'cp', '--recursive', '--only-show-errors'],
        ...[folderOf(load), `s3://${bucket.name}/${prefix}`],
      ],
      env,
    }),
  };
}

/** With `--continue-put`: it looks for an unfinished upload first, and is the only one here that can go on with it. */
export function s3cmd({ gateway, folder }: Where, bucket: BenchBucket): Tool {
  const { host } = new URL(bucket.endpoint);
  const config = [
    '[default]',
    `access_key = ${gateway.owner.accessKeyId}`,
    `secret_key = ${gateway.owner.secretAccessKey}`,
    `bucket_location = ${gateway.region}`,
    `host_base = ${host}`,
    `host_bucket = ${host}`, // path style
    'use_https = False',
  ];
  return {
    name: 's3cmd',
    async commandLine(load, prefix) {
      const configFile = join(folder, 's3cmd.conf');
      await writeFile(configFile, config.join('\n'));
      const quiet = ['--quiet', '--no-progress'];
      const put = ['put', '--recursive', '--continue-put', folderOf(load), `s3://${bucket.name}/${prefix}`];
      return { command: 's3cmd', args: ['--config', configFile, ...quiet, ...put], env: environment({}) };
    },
  };
}
