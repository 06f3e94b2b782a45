import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';
import { findDebianChromium } from '../machine/find-browser';
import { type Target, targetsOf } from './devtools-targets';
import { copyExtension } from './extension-copy';
import { isObject } from './json-object';
import { RawDevtools } from './raw-devtools';
import { browserEnvironment, FIXED_WINDOW_SWITCHES, QUIET_SWITCHES, sandboxAvailable } from './switches';
import { evaluateIn, type UnattachedWorker, unattachedWorker, workerTargets } from './unattached-worker';
import { waitUntil } from './wait-until';

const START_TIMEOUT_MS = 20_000;

/** How to start it. */
export interface UnattachedOptions {
  readonly extensionDir: string;
  readonly headless: boolean;
  readonly display?: string;
  readonly extraHostPermissions?: readonly string[];
  /** A folder for profile and extension that outlive this browser, for one that comes after it; temporary otherwise. */
  readonly homeDir?: string;
  /** As a person switches it on for an extension: it works in private windows, too. */
  readonly allowPrivate?: boolean;
}

/** A tab, spoken to over DevTools. */
export interface UnattachedPage {
  /** The value of an expression in the page; promises are awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Chooses files of this computer in the page's file input, as a person does in the browser's dialog. */
  chooseFiles(selector: string, paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A browser in which no debugger is attached to the worker: it lives and dies as it would for a person. */
export interface UnattachedBrowser {
  readonly extensionId: string;
  /** Of the browser's first process, from which all others descend. */
  readonly pid: number;
  openPage(url: string): Promise<UnattachedPage>;
  /** Opens a private window; needs `allowPrivate`. */
  openPrivateWindow(url: string): Promise<PrivateWindow>;
  extensionPage(path: string): Promise<UnattachedPage>;
  /**
   * The value of an expression in the worker, which is woken if it sleeps. A debugger is attached for so long, with
   * none of its domains enabled.
   */
  evaluateInWorker(expression: string): Promise<unknown>;
  /** Does something with a debugger attached to the worker, which is woken if it sleeps. */
  readonly debugWorker: UnattachedWorker['debug'];
  /** Whether the worker runs right now. Asking does not wake it. */
  workerIsAlive(): Promise<boolean>;
  /** Ends the worker in the middle of whatever it does, and waits until it is gone. */
  killWorker(): Promise<void>;
  /** Ends all of the browser's processes with SIGKILL, in the middle of whatever they do. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A private window, and the worker that serves such windows. */
export interface PrivateWindow {
  readonly page: UnattachedPage;
  /** As {@link UnattachedBrowser.evaluateInWorker}. */
  evaluateInWorker(expression: string): Promise<unknown>;
}

/** Starts Debian's Chromium with a copy of the built extension, attached to nothing but the pages it opens. */
export async function launchUnattached(options: UnattachedOptions): Promise<UnattachedBrowser> {
  const { executablePath } = await findDebianChromium();
  const copy = await copyExtension(options.extensionDir, {
    ...(options.extraHostPermissions && { hostPermissions: options.extraHostPermissions }),
    ...(options.homeDir !== undefined && { dir: join(options.homeDir, 'extension') }),
  });
  const profile =
    options.homeDir === undefined
      ? await mkdtemp(join(tmpdir(), 'shoebox-profile-'))
      : join(options.homeDir, 'profile');
  const args = [
    ...QUIET_SWITCHES,
    ...FIXED_WINDOW_SWITCHES,
    ...(options.headless ? ['--headless=new'] : []),
    ...(sandboxAvailable() ? [] : ['--no-sandbox']),
    '--remote-debugging-pipe',
    '--password-store=basic',
    ...(options.allowPrivate === true
      ? ['--enable-unsafe-extension-debugging']
      : [
          // Chromium 137 and later load no extension from the command line without it.
          '--disable-features=DisableLoadExtensionCommandLineSwitch',
          `--load-extension=${copy.dir}`,
        ]),
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const browser = spawn(executablePath, args, {
    env: browserEnvironment(options.display, 'en'),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    // The leader of a group of its own: all of its processes can be killed at one stroke.
    detached: true,
  });
  const ended = new Promise<void>(resolve => void browser.once('exit', () => resolve()));
  const isRunning = (): boolean => browser.exitCode === null && browser.signalCode === null;
  const killAll = (): void => {
    if (browser.pid !== undefined && isRunning()) process.kill(-browser.pid, 'SIGKILL');
  };
  process.once('exit', killAll);
  void ended.then(() => process.off('exit', killAll));
  const devtools = new RawDevtools(browser);

  if (options.allowPrivate === true)
    await devtools.send('Extensions.loadUnpacked', { path: copy.dir, enableInIncognito: true });
  const targets = (): Promise<Target[]> => workerTargets(devtools, CHROMIUM_DEVELOPMENT_ID);
  await waitUntil('The extension did not start', START_TIMEOUT_MS, async () => (await targets()).length > 0);
  const ordinary = (await targets())[0]?.context;
  const worker = unattachedWorker(devtools, CHROMIUM_DEVELOPMENT_ID, context => context === ordinary);
  const tidyUp = async (): Promise<void> => {
    process.off('exit', killAll);
    if (options.homeDir !== undefined) return;
    await copy.remove();
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const openPage = (url: string): Promise<UnattachedPage> => attachNewPage(devtools, url);
  return {
    extensionId: CHROMIUM_DEVELOPMENT_ID,
    pid: browser.pid ?? 0, // it did start: the extension did
    openPage,
    extensionPage: path => openPage(`chrome-extension://${CHROMIUM_DEVELOPMENT_ID}/${path}`),
    workerIsAlive: async () => (await worker.id()) !== undefined,
    debugWorker: worker.debug,
    evaluateInWorker: worker.evaluate,
    async openPrivateWindow(url) {
      const opener = await openPage(`chrome-extension://${CHROMIUM_DEVELOPMENT_ID}/src/options/index.html`);
      await opener.evaluate(`chrome.windows.create({ incognito: true, url: ${JSON.stringify(url)} })`);
      await opener.close();
      const privateWorker = unattachedWorker(
        devtools,
        CHROMIUM_DEVELOPMENT_ID,
        context => context !== ordinary,
      );
      await waitUntil(
        'The private window has no worker',
        START_TIMEOUT_MS,
        async () => (await privateWorker.id()) !== undefined,
      );
      return {
        page: await attachPage(devtools, await pageTargetId(devtools, url), url),
        evaluateInWorker: privateWorker.evaluate,
      };
    },
    async killWorker() {
      const targetId = await worker.id();
      if (targetId === undefined) return;
      await devtools.send('Target.closeTarget', { targetId });
      // A page that keeps asking may have woken it again already: under a new id, with no debugger attached.
      await waitUntil(
        'The worker did not end',
        START_TIMEOUT_MS,
        async () => (await worker.id()) !== targetId,
      );
    },
    async kill() {
      killAll();
      await ended;
      await tidyUp();
    },
    async close() {
      // The pipe may be gone before the answer comes through it.
      void devtools.send('Browser.close').catch(() => undefined);
      await ended;
      await tidyUp();
    },
  };
}

async function pageTargetId(devtools: RawDevtools, wanted: string): Promise<string> {
  let found: string | undefined;
  await waitUntil(`${wanted} did not open`, START_TIMEOUT_MS, async () => {
    found = (await targetsOf(devtools)).find(({ type, url }) => type === 'page' && url === wanted)?.id;
    return found !== undefined;
  });
  return found ?? '';
}

async function attachNewPage(devtools: RawDevtools, url: string): Promise<UnattachedPage> {
  const { targetId } = await devtools.send('Target.createTarget', { url });
  return attachPage(devtools, String(targetId), url);
}

async function attachPage(devtools: RawDevtools, targetId: string, url: string): Promise<UnattachedPage> {
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  const evaluate = (expression: string): Promise<unknown> => evaluateIn(devtools, session, expression);
  await waitUntil(`${url} did not load`, START_TIMEOUT_MS, async () => {
    // While it navigates, the old document goes away under the question.
    const where = await evaluate('document.readyState + " " + location.href').catch(() => '');
    return String(where).startsWith('complete ') && !String(where).endsWith(' about:blank');
  });
  return {
    evaluate,
    async chooseFiles(selector, paths) {
      const expression = `document.querySelector(${JSON.stringify(selector)})`;
      const { result } = await devtools.send('Runtime.evaluate', { expression }, session);
      const objectId = isObject(result) ? result['objectId'] : undefined;
      if (objectId === undefined) throw new Error(`${url} has no ${selector}`);
      await devtools.send('DOM.setFileInputFiles', { files: paths, objectId }, session);
    },
    close: async () => void (await devtools.send('Target.closeTarget', { targetId })),
  };
}
