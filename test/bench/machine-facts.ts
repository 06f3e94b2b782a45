import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** What was measured with: a line for the report. */
export function machineFacts(rounds: number): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`;
  const versions = [
    versionOf('chromium', ['--version'], /Chromium [\d.]+/),
    versionOf('ceph', ['--version'], /ceph version [\d.]+/),
    `node ${process.versions.node}`,
    versionOf('curl', ['--version'], /curl [\d.]+/),
    versionOf('rclone', ['--version'], /rclone v?[\d.]+/),
    versionOf('/usr/bin/aws', ['--version'], /aws-cli\/[\d.]+/),
    versionOf('s3cmd', ['--version'], /s3cmd version [\d.]+/),
  ];
  const where = `${processors.length} cores (${model}), ${memory}`;
  return `${new Date().toISOString().slice(0, 10)} · ${rounds} rounds · ${where} · ${versions.filter(Boolean).join(', ')}`;
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
