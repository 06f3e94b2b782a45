import { readdir, readFile } from 'node:fs/promises';

/** A process and all that descend from it, as Linux lists them at this moment. */
export async function processTree(root: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async pid => [pid, await parentOf(pid)] as const)));
  const belongs = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = parents.get(pid) ?? 0;
    return parent > 1 && belongs(parent);
  };
  return pids.filter(belongs);
}

/** 0 when it has ended meanwhile. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // pid (name) state ppid …; the name may hold anything, parentheses too.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** A line of /proc/PID/smaps_rollup: all of it, or only what is no file's and nobody else's. */
export type MemoryKind = 'Pss' | 'Pss_Anon';

/**
 * The process's proportional set size in bytes: what it shares with n others counts for one nth. 0 when it has ended.
 * `Pss` also goes up when somebody ends who shared the browser's own files: another browser on the machine.
 */
export async function proportionalSetSize(pid: number, kind: MemoryKind): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${kind}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024;
}
