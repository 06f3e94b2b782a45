import { FIREFOX_ADDON_ID } from '../../../src/core/extension-ids';
import type { ModuleLoader, WebExtensionPolicies } from './browser-internals';
import type { FirefoxSession } from './session';

// The functions below run inside the browser, where these are globals.
declare const WebExtensionPolicy: WebExtensionPolicies;
declare const ChromeUtils: ModuleLoader;

/** The extension's event page, looked at and ended from the browser's side, which neither wakes it nor keeps it. */
export class FirefoxBackground {
  readonly #session: FirefoxSession;

  constructor(session: FirefoxSession) {
    this.#session = session;
  }

  isInstalled(): Promise<boolean> {
    return this.#session.evaluateInBrowser(id => WebExtensionPolicy.getByID(id) !== null, FIREFOX_ADDON_ID);
  }

  /** Whether there is an event page right now, starting and ending ones included. */
  async isAlive(): Promise<boolean> {
    return (await this.life()) !== null;
  }

  /** Names the present life of the event page; null while it sleeps. */
  life(): Promise<string | null> {
    return this.#session.evaluateInBrowser(id => {
      const extension = WebExtensionPolicy.getByID(id)?.extension;
      if (extension === undefined) throw new Error('The extension is not installed');
      return extension.backgroundState === 'stopped' ? null : (extension.backgroundContext?.contextId ?? '');
    }, FIREFOX_ADDON_ID);
  }

  /** Ends it as the browser does when it is idle, but in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.#session.evaluateInBrowser(async id => {
      await WebExtensionPolicy.getByID(id)?.extension.terminateBackground({
        ignoreDevToolsAttached: true,
        disableResetIdleForTest: true,
      });
    }, FIREFOX_ADDON_ID);
  }

  /** SIGKILL for the process of all the extension's pages, this one and those in tabs. */
  async crash(): Promise<void> {
    const pid = await this.#session.evaluateInBrowser(
      id =>
        WebExtensionPolicy.getByID(id)?.extension.backgroundContext?.xulBrowser.browsingContext
          .currentWindowGlobal.domProcess.osPid ?? null,
      FIREFOX_ADDON_ID,
    );
    if (pid === null) throw new Error('There is no event page to crash');
    process.kill(pid, 'SIGKILL');
  }

  /** In Firefox hosts are a person's to grant, also those that the manifest asks for at the installation. */
  async grant(origins: readonly string[]): Promise<void> {
    await this.#session.evaluateInBrowser(
      async (id, origins) => {
        const extension = WebExtensionPolicy.getByID(id)?.extension;
        if (extension === undefined) throw new Error('The extension is not installed');
        const { ExtensionPermissions } = ChromeUtils.importESModule(
          'resource://gre/modules/ExtensionPermissions.sys.mjs',
        );
        await ExtensionPermissions.add(id, { origins, permissions: [] }, extension);
      },
      FIREFOX_ADDON_ID,
      origins,
    );
  }
}
