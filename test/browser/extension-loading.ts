import type { CDPSession } from 'playwright-core';
import type { FoundBrowser } from '../machine/find-browser';

/** How a browser is told to load an unpacked extension. */
export interface ExtensionLoading {
  readonly args: readonly string[];
  /** Playwright's own switches that would forbid it. */
  readonly ignoreDefaultArgs: readonly string[];
  /** What remains to be done once the browser runs. */
  load(devtools: CDPSession): Promise<void>;
}

/** Chromium takes a switch; Google's and Microsoft's builds ignore that one and want a DevTools call. */
export function extensionLoading(browser: FoundBrowser, dirs: readonly string[]): ExtensionLoading {
  if (!browser.branded) {
    return {
      // Playwright starts with --disable-extensions; "except" lifts that for these, with commas between them.
      args: [`--disable-extensions-except=${dirs}`, `--load-extension=${dirs}`],
      ignoreDefaultArgs: [],
      load: () => Promise.resolve(),
    };
  }
  return {
    args: ['--enable-unsafe-extension-debugging'],
    ignoreDefaultArgs: ['--disable-extensions'],
    async load(devtools) {
      for (const path of dirs) await devtools.send('Extensions.loadUnpacked', { path });
    },
  };
}
