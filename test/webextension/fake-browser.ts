import browser, { type Browser, type Events, type Tabs } from 'webextension-polyfill';

type Partly<Api> = Api extends (...args: never) => unknown
  ? Api
  : { readonly [Name in keyof Api]?: Partly<Api[Name]> };

/** Gives the code under test these parts of the browser, which replace what stood in their place (`storage`, `runtime`). */
export const fakeBrowser = (parts: Partly<Browser>): void => void Object.assign(browser, parts);

/** An event of the browser's, and what makes it happen: calls all listeners and returns what they returned. */
export interface FakeEvent<Listener extends (...args: never[]) => unknown> extends Events.Event<Listener> {
  readonly emit: (...args: Parameters<Listener>) => readonly ReturnType<Listener>[];
  /** Of the listeners. */
  readonly count: () => number;
}

export function fakeEvent<Listener extends (...args: never[]) => unknown>(): FakeEvent<Listener> {
  const listeners = new Set<Listener>();
  return {
    addListener: listener => void listeners.add(listener),
    removeListener: listener => void listeners.delete(listener),
    hasListener: listener => listeners.has(listener),
    count: () => listeners.size,
    emit: (...args) => [...listeners].map(listener => listener(...args) as ReturnType<Listener>), // what it is declared to return
  };
}

/** A tab in front; who needs it to have an id or an address adds that. */
export const TAB: Tabs.Tab = { index: 0, highlighted: true, active: true, pinned: false, incognito: false };
