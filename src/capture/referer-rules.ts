import browser from 'webextension-polyfill';

/** Lends a Referer to requests of this worker. */
export interface RefererRules {
  /**
   * While the work goes on, requests of this worker for exactly this URL carry this Referer; nobody else's do. Rejects
   * when the browser takes no such rule.
   */
  lend<Value>(url: string, referer: string, work: () => Promise<Value>): Promise<Value>;
}

/** Requests that belong to no tab: `tabs.TAB_ID_NONE`. */
const NO_TAB = -1;

/** Rules live as long as the browser: what a worker that died has left is removed now, and before any new one is made. */
export function openRefererRules(): RefererRules {
  const swept = sweep();
  return {
    async lend(url, referer, work) {
      await swept;
      const id = newId();
      try {
        await browser.declarativeNetRequest.updateSessionRules({ addRules: [ruleFor(id, url, referer)] });
        return await work();
      } finally {
        await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] });
      }
    },
  };
}

/** By chance: the worker of private windows shares the rules. Ids are positive, and signed in 32 bits. */
const newId = (): number => 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 2);

async function sweep(): Promise<void> {
  const left = await browser.declarativeNetRequest.getSessionRules();
  const removeRuleIds = left.map(({ id }) => id);
  if (removeRuleIds.length > 0) await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds });
}

const ruleFor = (id: number, url: string, referer: string): browser.DeclarativeNetRequest.Rule => ({
  id,
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'referer', operation: 'set', value: referer }],
  },
  condition: {
    // From its beginning to its end. What is a wildcard in such a filter (`*`, `^`) also stands for itself.
    urlFilter: `|${url}|`,
    isUrlFilterCaseSensitive: true,
    requestMethods: ['get'],
    resourceTypes: ['xmlhttprequest'],
    initiatorDomains: [new URL(browser.runtime.getURL('')).hostname],
    tabIds: [NO_TAB],
  },
});
