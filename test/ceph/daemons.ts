import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** How long a command may take: a monitor that never answers would hang it forever. */
const COMMAND_TIMEOUT_MS = 60_000;

/** Runs one of Ceph's commands to its end; rejects with what it wrote to stderr, and when it takes too long. */
export async function runCommand(command: string, args: readonly string[]): Promise<void> {
  await execute(command, args, { timeout: COMMAND_TIMEOUT_MS, killSignal: 'SIGKILL' });
}

/** The daemons of one gateway, started in order. */
export class Daemons {
  readonly #folder: string;
  readonly #running: { readonly name: string; readonly child: ChildProcess }[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Starts a daemon in the foreground. The kernel ends it when this process dies, in whatever way: that is what
   * `setpriv --pdeathsig` (util-linux, on every Debian) is for.
   */
  start(name: string, command: string, args: readonly string[]): void {
    const output = openSync(this.#outputPath(name), 'a');
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], {
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    child.on('error', () => undefined); // shows up as a daemon that has ended
    this.#running.push({ name, child });
  }

  /** Throws, with the end of its output, if one has ended by itself. */
  check(): void {
    for (const { name, child } of this.#running) {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) continue;
      const output = readFileSync(this.#outputPath(name), 'utf8').slice(-2000);
      throw new Error(`${name} ended (${child.exitCode ?? child.signalCode ?? 'not started'}):\n${output}`);
    }
  }

  /** Ends them, last first. Their data is thrown away, so there is nothing to finish. */
  async stop(): Promise<void> {
    const exits = this.#running
      .filter(({ child }) => child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      .map(({ child }) => once(child, 'exit'));
    this.killNow();
    await Promise.all(exits);
  }

  /** For handlers that can't wait. */
  killNow(): void {
    for (const { child } of this.#running.toReversed()) child.kill('SIGKILL');
  }

  #outputPath(name: string): string {
    return join(this.#folder, 'log', `${name}.out`);
  }
}
