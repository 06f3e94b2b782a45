import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../wait-until';
import { FirefoxBackground } from './background';
import type { BrowserServices } from './browser-internals';
import { packedExtension } from './packed-extension';
import { FirefoxPage } from './page';
import { type FirefoxProcess, startFirefox } from './process';
import { EXTENSION_HOST, type Preferences, writePreferences } from './profile';
import { FirefoxSession } from './session';

declare const Services: BrowserServices; // where `setOffline` runs

/** How to start Firefox. */
export interface FirefoxOptions {
  /** The built extension: dist/firefox. */
  readonly extensionDir: string;
  /** Hosts that the extension has been granted, so that nothing asks. */
  readonly extraHostPermissions?: readonly string[];
  /** A profile that stays, with the extension in it after the first start; without it a temporary one. */
  readonly userDataDir?: string;
  /** An X display for a window that can be seen; headless without it. */
  readonly display?: string;
  readonly preferences?: Preferences;
}

/** Debian's Firefox ESR with the extension installed. No debugger is attached to the event page. */
export interface FirefoxWithExtension {
  readonly session: FirefoxSession;
  readonly background: FirefoxBackground;
  /** Opens an empty tab. */
  newPage(): Promise<FirefoxPage>;
  /** Opens one of the extension's pages, such as "src/popup/index.html", in a tab. */
  extensionPage(path: string): Promise<FirefoxPage>;
  /** Waits for a tab or window whose address contains this; the browser or the extension opened it. */
  openedPage(addressPart: string): Promise<FirefoxPage>;
  /** As when the network goes away: requests under way are cut, loopback included. */
  setOffline(offline: boolean): Promise<void>;
  close(): Promise<void>;
  /** SIGKILL, for what a crash leaves. `userDataDir` can be started again. */
  kill(): Promise<void>;
}

const PAGE_TIMEOUT_MS = 15_000;

/** Starts Firefox, and resolves once the extension's event page runs. */
export async function launchFirefox(options: FirefoxOptions): Promise<FirefoxWithExtension> {
  const profile = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'shoebox-firefox-')));
  await writePreferences(profile, options.preferences ?? {});
  const firefox = await startFirefox(profile, options.display);
  const session = await FirefoxSession.begin(firefox.marionette);
  const background = new FirefoxBackground(session);
  if (!(await background.isInstalled())) await install(firefox, background, options);
  await waitUntil('The extension did not start', PAGE_TIMEOUT_MS, () => background.isAlive());

  const newPage = async (): Promise<FirefoxPage> => new FirefoxPage(session, await session.newTab());
  const removeProfile = async (): Promise<void> => {
    if (options.userDataDir !== undefined) return;
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  return {
    session,
    background,
    newPage,
    async extensionPage(path) {
      const page = await newPage();
      await page.goto(`moz-extension://${EXTENSION_HOST}/${path}`);
      return page;
    },
    async openedPage(addressPart) {
      let found: string | undefined;
      await waitUntil(`Nothing opened ${addressPart}`, PAGE_TIMEOUT_MS, async () => {
        found = await session.tabAt(addressPart);
        return found !== undefined;
      });
      return new FirefoxPage(session, String(found));
    },
    setOffline: offline =>
      session.evaluateInBrowser(offline => {
        Services.io.offline = offline;
        // Connections to loopback would stay as they are.
        if (offline) Services.obs.notifyObservers(null, 'net:cancel-all-connections');
      }, offline),
    async close() {
      await firefox.quit();
      await removeProfile();
    },
    async kill() {
      await firefox.kill();
      await removeProfile();
    },
  };
}

async function install(
  { marionette }: FirefoxProcess,
  background: FirefoxBackground,
  { extensionDir, extraHostPermissions = [] }: FirefoxOptions,
): Promise<void> {
  const packed = await packedExtension(extensionDir, extraHostPermissions);
  await marionette.send('Addon:Install', { path: packed.file, temporary: false });
  await packed.remove();
  if (extraHostPermissions.length > 0) await background.grant(extraHostPermissions);
}
