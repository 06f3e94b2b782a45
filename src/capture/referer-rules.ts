import browser from 'webextension-polyfill';
import type { ReportError } from '../core/diagnostics';
import { sideEffect } from '../core/diagnostics';

/** What a request is to look like to its server: names in small letters. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Sets headers of this worker's requests that `fetch` does not set, by `declarativeNetRequest` session rules. */
export interface RefererRules {
  /**
   * While the work goes on, requests of this worker for exactly this URL carry these headers; nobody else's do. Rejects
   * when the browser takes no such rule.
   */
  withHeaders<Value>(url: string, headers: RequestHeaders, work: () => Promise<Value>): Promise<Value>;
}

/** Requests that belong to no tab: `tabs.TAB_ID_NONE`. */
const NO_TAB = -1;

/**
 * Session rules live as long as the browser: those that a dead worker left are removed now, before any new one is added.
 * One that can't be removed is left to the next worker: it does no harm, since it matches one URL of this extension alone.
 * @param isIncognito whether this worker serves private windows; it has its rules in common with the other one
 */
export function openRefererRules(isIncognito: () => boolean, report: ReportError): RefererRules {
  const cleaned = sideEffect(report, 'referer-rules.cleanup', () => cleanupStaleRules(isIncognito()));
  return {
    async withHeaders(url, headers, work) {
      await cleaned;
      const id = newId(isIncognito());
      try {
        await browser.declarativeNetRequest.updateSessionRules({ addRules: [ruleFor(id, url, headers)] });
        return await work();
      } finally {
        await sideEffect(report, 'referer-rules.remove', () =>
          browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] }),
        );
      }
    },
  };
}

// An id is a positive number of 31 bits. It tells how old the rule is, and whose: from the top, minutes, a count within this
// worker instance, and one bit that is set for private windows.

const COUNTS = 2 ** 16;
const MINUTES = 2 ** 14;

const minute = (): number => Math.floor(Date.now() / 60_000) % MINUTES;

let count = 0;

function newId(isIncognito: boolean): number {
  count = (count + 2) % COUNTS || 2;
  return minute() * COUNTS + count + Number(isIncognito);
}

/** A rule is needed until the response begins, at most 30 s (core/bounded-fetch). */
const LONGEST_USE_MINUTES = 2;

/** Removes the rules of this worker's earlier instances, and those of the other worker that it can't be using any more. */
async function cleanupStaleRules(isIncognito: boolean): Promise<void> {
  const isStale = (id: number): boolean => {
    const age = (minute() - Math.floor(id / COUNTS) + MINUTES) % MINUTES;
    return (id % 2 === 1) === isIncognito || age > LONGEST_USE_MINUTES;
  };
  const rules = await browser.declarativeNetRequest.getSessionRules();
  const removeRuleIds = rules.map(({ id }) => id).filter(isStale);
  if (removeRuleIds.length > 0) await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds });
}

const ruleFor = (id: number, url: string, headers: RequestHeaders): browser.DeclarativeNetRequest.Rule => ({
  id,
  action: {
    type: 'modifyHeaders',
    requestHeaders: Object.entries(headers).map(([header, value]) => ({ header, operation: 'set', value })),
  },
  condition: {
    // Anchored at both ends. The filter's wildcards (`*`, `^`) match themselves, too.
    urlFilter: `|${url}|`,
    isUrlFilterCaseSensitive: true,
    requestMethods: ['get'],
    resourceTypes: ['xmlhttprequest'],
    initiatorDomains: [new URL(browser.runtime.getURL('')).hostname],
    tabIds: [NO_TAB],
  },
});
