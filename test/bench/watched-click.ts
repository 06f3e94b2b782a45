/** What runs in the extension's worker for one click. */
export interface Click {
  /** As the worker gets it from the browser. */
  readonly info: chrome.contextMenus.OnClickData;
  /** Where requests for the object go to; a query may follow. */
  readonly objectUrl: string;
  /** For so long after the last answer about the object nothing more may come. */
  readonly quietMs: number;
}

/** A request of the worker, in the milliseconds of its clock. */
export interface WatchedRequest {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

export interface WatchedClick {
  /** The worker's clock at the click, and what to add to that clock for milliseconds since 1970. */
  readonly start: number;
  readonly origin: number;
  readonly requests: readonly WatchedRequest[];
}

/**
 * Clicks, and tells of every request that the worker made until the object was stored. It is sent to the worker as text, so
 * it may use nothing from outside, nor name a function inside. The browser's own record of requests is read, which
 * needs no debugger and no change of the extension.
 */
export async function watchedClick({ info, objectUrl, quietMs }: Click): Promise<WatchedClick> {
  const [tab] = await chrome.tabs.query({ url: `${new URL(info.pageUrl ?? '').origin}/` });
  // Every event of an extension has `dispatch` in its own worker; the types leave it out.
  const onClicked = chrome.contextMenus.onClicked as typeof chrome.contextMenus.onClicked & {
    dispatch(info: object, tab: chrome.tabs.Tab | undefined): void;
  };
  performance.clearResourceTimings();
  const requests: WatchedRequest[] = [];
  let start = 0;
  await new Promise<void>(resolve => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    new PerformanceObserver((list, observer) => {
      for (const { name, startTime, duration } of list.getEntries())
        requests.push({ url: name, start: startTime, end: startTime + duration });
      if (!requests.some(({ url }) => url.startsWith(objectUrl))) return;
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        observer.disconnect();
        resolve();
      }, quietMs);
    }).observe({ type: 'resource' });
    start = performance.now();
    onClicked.dispatch(info, tab);
  });
  return { start, origin: performance.timeOrigin, requests };
}
