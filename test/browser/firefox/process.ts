import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findFirefoxEsr } from '../../machine/find-firefox';
import { browserEnvironment } from '../switches';
import { waitUntil } from '../wait-until';
import { Marionette } from './marionette';

/** Half a second here; a busy machine may take longer. */
const START_TIMEOUT_MS = 30_000;

/** A running Firefox that can be spoken to. It dies with this process. */
export interface FirefoxProcess {
  readonly marionette: Marionette;
  /** Ends it in good order, as "Quit" does. */
  quit(): Promise<void>;
  /** SIGKILL: nothing is written any more. */
  kill(): Promise<void>;
}

/** Starts Firefox over a profile. Without `display` it is headless. */
export async function startFirefox(profile: string, display: string | undefined): Promise<FirefoxProcess> {
  const portFile = join(profile, 'MarionetteActivePort');
  await rm(portFile, { force: true }); // left by a Firefox that was killed
  const args = [
    ...(display === undefined ? ['--headless'] : []),
    '--marionette',
    '--remote-allow-system-access',
    '--no-remote',
    '--profile',
    profile,
    'about:blank',
  ];
  const firefox = spawn(await findFirefoxEsr(), args, {
    env: { ...browserEnvironment(display, 'en'), MOZ_CRASHREPORTER_DISABLE: '1' },
    stdio: 'ignore',
  });
  const endWithProcess = (): void => void firefox.kill('SIGKILL');
  process.once('exit', endWithProcess);
  const ended = once(firefox, 'exit').then(() => void process.off('exit', endWithProcess));

  const marionette = await connected(firefox, portFile);
  return {
    marionette,
    async quit() {
      // It may be gone before its answer has come through.
      void marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      await ended;
    },
    async kill() {
      firefox.kill('SIGKILL');
      await ended;
      marionette.close();
    },
  };
}

async function connected(firefox: ChildProcess, portFile: string): Promise<Marionette> {
  let found: Marionette | undefined;
  await waitUntil('Firefox did not start', START_TIMEOUT_MS, async () => {
    if (firefox.exitCode !== null) throw new Error(`Firefox ended (${firefox.exitCode}) before it was ready`);
    const port = Number(await readFile(portFile, 'utf8').catch(() => ''));
    if (port > 0) found = await Marionette.connect(port).catch(() => undefined);
    return found !== undefined;
  });
  if (found === undefined) throw new Error('unreachable: it was waited for');
  return found;
}
