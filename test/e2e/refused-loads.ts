import type { BrowserContext } from 'playwright-core';

/** What was refused by the content security policy of the extension's pages, from now on; whoever meant it takes it out. */
export interface RefusedLoads {
  /** As Chromium words it in the page's console. */
  readonly told: string[];
  /** Throws if there is anything. */
  assertNone(): void;
}

export function watchRefusedLoads(context: BrowserContext): RefusedLoads {
  const told: string[] = [];
  context.on('console', message => {
    const isOurs = message.page()?.url().startsWith('chrome-extension://') ?? true;
    if (isOurs && message.text().includes('Content Security Policy')) told.push(message.text());
  });
  return {
    told,
    assertNone() {
      if (told.length > 0) throw new Error(`Refused in pages of the extension:\n${told.join('\n')}`);
    },
  };
}
