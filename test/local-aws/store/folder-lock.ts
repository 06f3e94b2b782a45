import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderLock {
  release(): Promise<void>;
}

/** Folders held by this very process, which the process id alone can't tell apart. */
const heldHere = new Set<string>();

/** Keeps a second server out of the folder: two would spoil each other's journal. A dead process's lock is taken over. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'pid');
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  const held = holder === process.pid ? heldHere.has(folder) : holder > 0 && isAlive(holder);
  if (held)
    throw new Error(`${folder} is in use by process ${holder}: stop it first, or use another folder.`);
  await writeFile(path, `${process.pid}\n`);
  heldHere.add(folder);
  return {
    release: async () => {
      heldHere.delete(folder);
      await unlink(path);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing, only asks
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
