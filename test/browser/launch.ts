import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from 'playwright-core';
import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';
import { type FoundBrowser, findDebianChromium } from '../machine/find-browser';
import { copyExtension } from './extension-copy';
import { extensionLoading } from './extension-loading';
import {
  type AwsNames,
  browserEnvironment,
  FIXED_WINDOW_SWITCHES,
  languageSwitches,
  pageLocale,
  publicNameSwitches,
  QUIET_SWITCHES,
  sandboxAvailable,
  type UiLocale,
} from './switches';
import { endWorker } from './worker-target';

/** What a 1000×800 window leaves for the page, roughly; headless windows have no size of their own. */
const HEADLESS_VIEWPORT = { width: 1000, height: 720 };

/** How to start the browser. */
export interface LaunchOptions {
  /** The built extension, such as dist/chrome. */
  readonly extensionDir: string;
  /** A profile that stays; without it a temporary one, removed at the end. */
  readonly userDataDir?: string;
  readonly headless: boolean;
  /** The X display of a headed browser, from `startXvfb`; without it the one of the environment. */
  readonly display?: string;
  readonly locale?: UiLocale;
  readonly colorScheme?: 'light' | 'dark';
  /** Hosts that the copy of the extension has been granted, so that nothing asks. */
  readonly extraHostPermissions?: readonly string[];
  /** Optional permissions that it has been granted likewise. */
  readonly extraPermissions?: readonly string[];
  /** AWS's host names, led to this computer. */
  readonly awsNames?: AwsNames;
  /** What all other names lead to. */
  readonly internet?: AwsNames;
  /** Folders of other extensions, which are to be there as well. */
  readonly otherExtensionDirs?: readonly string[];
  /** Debian's Chromium if left out. */
  readonly browser?: FoundBrowser;
  /** Where the extension's copy goes, if it has to outlive this browser; a temporary folder otherwise. */
  readonly extensionCopyDir?: string;
  /**
   * A person's window: its own size and place, in the person's language and colours, and no bar that speaks of
   * automated tests. Without it everything is fixed, as native clicks and screenshots need it.
   */
  readonly forPerson?: boolean;
}

/** A browser with the extension in it. */
export interface BrowserWithExtension {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The extension's worker. After `killWorker` its calls wait until something has woken it again. */
  worker(): Promise<Worker>;
  /** Opens one of the extension's pages, such as "src/popup/index.html", in a tab. */
  extensionPage(path: string): Promise<Page>;
  /** Ends the worker as the browser would, in the middle of whatever it does. */
  killWorker(): Promise<void>;
  /** A DevTools session with the browser itself, for what Playwright has no words for. */
  devtools(): Promise<CDPSession>;
  close(): Promise<void>;
}

/** Starts a browser with a copy of the built extension, and waits until its worker is there. */
export async function launchWithExtension(options: LaunchOptions): Promise<BrowserWithExtension> {
  const browser = options.browser ?? (await findDebianChromium());
  const copy = await copyExtension(options.extensionDir, {
    ...(options.extraHostPermissions && { hostPermissions: options.extraHostPermissions }),
    ...(options.extraPermissions && { permissions: options.extraPermissions }),
    ...(options.extensionCopyDir !== undefined && { dir: options.extensionCopyDir }),
  });
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'shoebox-profile-')));
  const forPerson = options.forPerson === true;
  const locale = options.locale ?? (forPerson ? undefined : 'en');
  const loading = extensionLoading(browser, [copy.dir, ...(options.otherExtensionDirs ?? [])]);

  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: browser.executablePath,
    headless: options.headless,
    chromiumSandbox: sandboxAvailable(),
    // Whoever started us ends the browser in good order; Playwright's handlers would kill it first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: options.headless ? HEADLESS_VIEWPORT : null,
    // Null: as the person's own system has it.
    colorScheme: options.colorScheme ?? (forPerson ? null : 'light'),
    ...(locale !== undefined && { locale: pageLocale(locale) }),
    env: browserEnvironment(options.display, locale),
    ignoreDefaultArgs: [...loading.ignoreDefaultArgs, ...(forPerson ? ['--enable-automation'] : [])],
    args: [
      ...QUIET_SWITCHES,
      ...(forPerson
        ? []
        : [...FIXED_WINDOW_SWITCHES, ...publicNameSwitches(options.awsNames, options.internet)]),
      ...(locale === undefined ? [] : languageSwitches(locale)),
      ...loading.args,
    ],
  });
  const devtools = await browserSession(context);
  await loading.load(devtools);

  const isOurs = (worker: Worker): boolean =>
    worker.url().startsWith(`chrome-extension://${CHROMIUM_DEVELOPMENT_ID}/`);
  const worker = async (): Promise<Worker> =>
    context.serviceWorkers().find(isOurs) ??
    (await context.waitForEvent('serviceworker', { predicate: isOurs }));
  await worker();

  return {
    context,
    extensionId: CHROMIUM_DEVELOPMENT_ID,
    worker,
    async extensionPage(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${CHROMIUM_DEVELOPMENT_ID}/${path}`);
      return page;
    },
    killWorker: async () => endWorker(devtools, await worker()),
    devtools: () => browserSession(context),
    async close() {
      await context.close();
      if (options.extensionCopyDir === undefined) await copy.remove();
      if (options.userDataDir === undefined) await removeProfile(userDataDir);
    },
  };
}

async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (browser === null) throw new Error('Playwright gave no browser for this context');
  return browser.newBrowserCDPSession();
}

/** The browser's helpers may still write for a moment after it has ended: hence the retries. */
async function removeProfile(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
