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
  /** Granted beforehand, as if the person had been asked already. */
  readonly grantedHosts: readonly string[];
}

/** A demo browser whose first tab is free, and in which Shoebox knows its bucket. */
export interface DemoBrowser {
  readonly browser: BrowserWithExtension;
  readonly firstTab: Page;
}

const OPTIONS_PAGE = 'src/options/index.html';

/** Starts the browser on the demo's own profile and saves the settings through the extension's own door. */
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
  const firstTab = context.pages()[0] ?? (await context.newPage());
  // On a new profile Shoebox opens its options by itself; the demo fills them in instead of the person.
  const isOptions = (page: Page): boolean => page.url().endsWith(OPTIONS_PAGE);
  context.on('page', page => {
    if (isOptions(page) && !closed) void page.close();
  });
  let closed = false;

  const form = await browser.extensionPage(OPTIONS_PAGE);
  const reply: unknown = await form.evaluate(
    message => chrome.runtime.sendMessage<unknown, unknown>(message),
    { type: 'settings.save', args: options.settings },
  );
  if (!saysOk(reply)) throw new Error(`Shoebox did not take the settings: ${JSON.stringify(reply)}`);
  await Promise.all(context.pages().filter(isOptions).map(page => page.close()));
  closed = true;
  return { browser, firstTab };
}

function saysOk(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true;
}
