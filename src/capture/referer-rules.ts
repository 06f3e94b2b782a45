import browser from 'webextension-polyfill';
import type { ReportError } from '../core/diagnostics';
import { sideEffect } from '../core/diagnostics';

/** Lends a Referer to requests of this worker. */
export interface RefererRules {
  /**
   * While the work goes on, requests of this worker for exactly this URL carry this Referer; nobody else's do. Rejects
   * when the browser takes no such rule.
   */
  withReferer<Value>(url: string, referer: string, work: () => Promise<Value>): Promise<Value>;
}

/** Requests that belong to no tab: `tabs.TAB_ID_NONE`. */
const NO_TAB = -1;

/**
 * Rules live as long as the browser: what a worker that died has left is removed now, and before any new one is made.
 * One that can't be removed is left to the next worker: it fails nothing, since it holds for one URL of ours alone.
 * @param isPrivate whether this worker is the one of the private windows; it shares the rules with the other one
 */
export function openRefererRules(isPrivate: () => boolean, report: ReportError): RefererRules {
  const swept = sideEffect(report, 'referer-rules.sweep', () => cleanupStaleRules(isPrivate()));
  return {
    async withReferer(url, referer, work) {
      await swept;
      const id = newId(isPrivate());
      try {
        await browser.declarativeNetRequest.updateSessionRules({ addRules: [ruleFor(id, url, referer)] });
        return await work();
      } finally {
        await sideEffect(report, 'referer-rules.remove', () =>
          browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] }),
        );
      }
    },
  };
}

// An id is a positive number of 31 bits. It tells since when there is the rule, and whose it is: from the top, minutes, a
// count within this life, and one bit that is set for private windows.

const COUNTS = 2 ** 16;
const MINUTES = 2 ** 14;

const minute = (): number => Math.floor(Date.now() / 60_000) % MINUTES;

let count = 0;

function newId(isPrivate: boolean): number {
  count = (count + 2) % COUNTS || 2;
  return minute() * COUNTS + count + Number(isPrivate);
}

/** A rule is needed until the server begins its answer, which takes less, or is given up sooner. */
const LONGEST_USE_MINUTES = 2;

/** What this worker's last life has left, and the other worker's as well, where that can't be using it any more. */
async function cleanupStaleRules(isPrivate: boolean): Promise<void> {
  const isLeft = (id: number): boolean => {
    const age = (minute() - Math.floor(id / COUNTS) + MINUTES) % MINUTES;
    return (id % 2 === 1) === isPrivate || age > LONGEST_USE_MINUTES;
  };
  const rules = await browser.declarativeNetRequest.getSessionRules();
  const removeRuleIds = rules.map(({ id }) => id).filter(isLeft);
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
