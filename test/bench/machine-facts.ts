import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { AWSCLI } from './contestants/debian-tools';

/** What was measured with: a line for the report. */
export function machineFacts(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`;
  const versions = [
    versionOf('chromium', ['--version'], /Chromium [\d.]+/),
    versionOf('ceph', ['--version'], /ceph version [\d.]+/),
    `node ${process.versions.node}`,
    versionOf('curl', ['--version'], /curl [\d.]+/),
    versionOf('rclone', ['--version'], /rclone v?[\d.]+/),
    versionOf(AWSCLI, ['--version'], /aws-cli\/[\d.]+/),
    versionOf('s3cmd', ['--version'], /s3cmd version [\d.]+/),
    ...['@uppy/core', '@uppy/aws-s3', '@aws-sdk/lib-storage'].map(packageVersion),
  ];
  const where = `${processors.length} cores (${model}), ${memory}`;
  return `${new Date().toISOString().slice(0, 10)} · ${where} · ${versions.filter(Boolean).join(', ')}`;
}

/** Empty where it is not installed. */
function versionOf(command: string, args: readonly string[], pattern: RegExp): string {
  try {
    const told = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return pattern.exec(told)?.[0] ?? '';
  } catch {
    return '';
  }
}

const require = createRequire(import.meta.url);

/** Of an npm package that is installed. */
function packageVersion(name: string): string {
  const { version }: { readonly version: string } = require(`${name}/package.json`);
  return `${name} ${version}`;
}
