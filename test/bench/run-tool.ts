import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Longer than any contestant takes that is still in the race. */
export const RUN_TIMEOUT_MS = 5 * 60_000;

/** Runs a command to its end and tells the milliseconds that it took, starting it included. */
export async function runTool(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const start = performance.now();
  await execute(command, args, { env, maxBuffer: 64 * 1024 ** 2, timeout: RUN_TIMEOUT_MS });
  return performance.now() - start;
}
