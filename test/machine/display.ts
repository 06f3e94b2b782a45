import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { requireDebianPackages } from './debian';
import { findCommand } from './find-command';
import { Framebuffer } from './framebuffer';

/** An X server of our own that no person looks at. */
export interface VirtualDisplay {
  /** What goes into DISPLAY, such as ":1". */
  readonly display: string;
  /** What is on it: the only way to see native menus and prompts. */
  readonly screen: Framebuffer;
  /** Ends the server; every program on it loses its window. */
  close(): Promise<void>;
}

/** Small enough to be quick in software, large enough for a 1000×800 window and its menus. */
const SCREEN = '1280x900x24';

/**
 * Starts Xvfb on a free display number. Tests use only this one, never a person's display.
 * The server dies with this process, however that ends.
 */
export async function startXvfb(): Promise<VirtualDisplay> {
  await requireDebianPackages(
    [{ command: 'Xvfb', debianPackage: 'xvfb' }],
    'for browser windows that do not touch your own display',
  );
  const xvfb = findCommand('Xvfb') ?? 'Xvfb';
  const folder = await mkdtemp(join(tmpdir(), 'shoebox-xvfb-'));
  const options = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
    '-noreset',
    '-fbdir',
    folder,
  ];
  const [command, ...args] = diesWithParent([xvfb, ...options]);
  const server = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const endWithProcess = (): void => void server.kill('SIGKILL');
  process.once('exit', endWithProcess);

  const number = await displayNumber(server);
  const screen = await Framebuffer.open(join(folder, 'Xvfb_screen0'));
  return {
    display: `:${number}`,
    screen,
    async close() {
      process.off('exit', endWithProcess);
      await screen.close();
      await rm(folder, { recursive: true, force: true });
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** Asks the kernel to end the command even when this process is killed and can do nothing any more. */
function diesWithParent(commandLine: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const setpriv = findCommand('setpriv');
  return setpriv === undefined ? commandLine : [setpriv, '--pdeathsig', 'KILL', ...commandLine];
}

/** Xvfb writes the number that it took, and a line break, once it accepts connections. */
function displayNumber(server: ChildProcess): Promise<string> {
  const announcement = server.stdio[3] as Readable; // stdio above asks for a pipe there
  const complaints: string[] = [];
  server.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    let text = '';
    announcement.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith('\n')) resolve(text.trim());
    });
    server.once('error', reject);
    server.once('exit', code =>
      reject(new Error(`Xvfb ended (${code}) before it was ready: ${complaints.join('')}`)),
    );
  });
}
