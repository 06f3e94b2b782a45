import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { SettingsInput } from '../../src/core/settings';
import { type BrowserWithExtension, launchWithExtension } from '../browser/launch';
import { pinToToolbar } from '../browser/pin-to-toolbar';
import type { FoundBrowser } from '../machine/find-browser';
import { DATA_FOLDER } from './demo-settings';

/** A browser with Shoebox in it, and what it is to be told. */
export interface DemoBrowserOptions {
  readonly browser: FoundBrowser;
  readonly extensionDir: string;
  readonly headless: boolean;
  readonly settings: SettingsInput;
  /** The page to show. */
  readonly url: string;
  /** Granted beforehand, as if the person had been asked already. */
  readonly grantedHosts: readonly string[];
}

/** A browser in which Shoebox knows its bucket, and the page in front. */
export interface DemoBrowser {
  readonly browser: BrowserWithExtension;
  readonly page: Page;
}

/** Opens by itself when Shoebox is new; the demo has filled it in already. */
const OPTIONS_PAGE = 'src/options/index.html';
/** Any page of the extension may send its messages; this one does nothing by itself when the settings change. */
const QUIET_PAGE = 'manifest.json';

/** Starts the browser on the demo's own profile, saves the settings, and opens `url` in front. */
export async function startConfiguredBrowser(options: DemoBrowserOptions): Promise<DemoBrowser> {
  // A profile each: what is granted headless must not spare a person the question.
  const profile = join(DATA_FOLDER, options.headless ? 'browser-headless' : 'browser');
  if (!options.headless) await pinToToolbar(profile);
  const browser = await launchWithExtension({
    browser: options.browser,
    extensionDir: options.extensionDir,
    userDataDir: profile,
    extensionCopyDir: join(DATA_FOLDER, options.headless ? 'extension-headless' : 'extension'),
    headless: options.headless,
    forPerson: !options.headless,
    extraHostPermissions: options.grantedHosts,
  });
  const { context } = browser;
  const page = context.pages()[0] ?? (await context.newPage());
  const closeOptions = async (opened: Page): Promise<void> => {
    await opened.waitForLoadState();
    if (opened.url().endsWith(OPTIONS_PAGE)) await opened.close();
  };
  const onPage = (opened: Page): void => void closeOptions(opened).catch(() => undefined); // gone by itself
  context.on('page', onPage);

  await saveSettings(browser, options.settings);
  await page.goto(options.url);
  await Promise.all(context.pages().map(closeOptions));
  context.off('page', onPage);
  await page.bringToFront();
  return { browser, page };
}

async function saveSettings(browser: BrowserWithExtension, settings: SettingsInput): Promise<void> {
  const door = await browser.extensionPage(QUIET_PAGE);
  const question = { type: 'settings.save', args: settings };
  const reply: unknown = await door.evaluate(
    message => chrome.runtime.sendMessage<unknown, unknown>(message),
    question,
  );
  if (!saysOk(reply)) throw new Error(`Shoebox did not take the settings: ${JSON.stringify(reply)}`);
  await door.close();
}

function saysOk(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true;
}
