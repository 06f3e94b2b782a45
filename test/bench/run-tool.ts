import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Longer than any contestant takes that is still in the race. */
export const RUN_TIMEOUT_MS = 5 * 60_000;

/** A program with all it is told. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment; this process's own otherwise. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and tells the milliseconds that it took, starting it included. */
export async function runTool({ command, args, env }: CommandLine): Promise<number> {
  const start = performance.now();
  await execute(command, args, { env, maxBuffer: 64 * 1024 ** 2, timeout: RUN_TIMEOUT_MS });
  return performance.now() - start;
}

/** Starts a program; the function that comes back ends it with SIGKILL and waits until it is gone. */
export function startTool({ command, args, env }: CommandLine): () => Promise<void> {
  const child = spawn(command, args, { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  return async () => {
    if (!child.kill('SIGKILL')) throw new Error(`${command} had ended already`);
    await ended;
  };
}
