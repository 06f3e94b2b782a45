import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'shoebox-ceph-';

/** A fresh folder for one gateway, and away with those of processes that died without tidying up. */
export async function createGatewayFolder(): Promise<string> {
  await removeStaleFolders();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(folder, 'owner.pid'), `${process.pid}\n`);
  for (const name of ['run', 'log', 'mon', 'osd', 'rgw']) await mkdir(join(folder, name));
  return folder;
}

/**
 * Calls `release` if this process ends before the returned function was called: at its end, and when it is told to end
 * by Ctrl-C or a supervisor. The signal then takes its usual course.
 */
export function atProcessEnd(release: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals) => {
    forget();
    release();
    // Whoever else listens (vitest does) decides how to end; without anyone else the signal does.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = () => {
    process.off('exit', release);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', release);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
}

/** Deletes the folder while the process is ending. */
export function removeFolderSync(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function removeStaleFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const owner = Number(await readFile(join(folder, 'owner.pid'), 'utf8').catch(() => ''));
    // Without a pid it is being set up this moment by somebody else; the daemons of a dead owner died with it.
    if (owner > 0 && !isAlive(owner)) await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing, only asks
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
