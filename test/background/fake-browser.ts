import { textsIn } from '../webextension/texts';

/** What a test lets fail, by the browser's own name for it: `notifications.create`. */
const failing = new Set<string>();

/** A function of the browser's, which rejects while a test lets it fail. */
const fallible =
  <Args extends readonly unknown[], Value>(name: string, work: (...args: Args) => Value) =>
  async (...args: Args): Promise<Value> => {
    if (failing.has(name)) throw new Error(`${name} failed for https://h/secret.jpg`);
    return work(...args);
  };

function openArea(name: string) {
  const kept = new Map<string, unknown>();
  return {
    get: fallible(`storage.${name}.get`, (key: string) => (kept.has(key) ? { [key]: kept.get(key) } : {})),
    set: fallible(`storage.${name}.set`, (values: Readonly<Record<string, unknown>>) => {
      for (const [key, value] of Object.entries(values)) kept.set(key, value);
    }),
    clear: () => kept.clear(),
  };
}

const areas = { local: openArea('local'), sync: openArea('sync'), session: openArea('session') };

/** What the browser was asked to do, in this order. */
const done: string[] = [];

const doing = (name: string) => fallible(name, () => void done.push(name));

const runtime = {
  lastError: null as { readonly message: string } | null,
  getURL: (path: string) => `chrome-extension://shoebox/${path}`,
  getPlatformInfo: doing('runtime.getPlatformInfo'),
  openOptionsPage: doing('runtime.openOptionsPage'),
};

/** In place of `webextension-polyfill`, for the worker: all of it works, but for what a test lets fail. */
export const fakeBrowser = {
  default: {
    i18n: textsIn('en'),
    runtime,
    storage: areas,
    action: {
      setBadgeText: doing('action.setBadgeText'),
      setBadgeBackgroundColor: doing('action.setBadgeBackgroundColor'),
    },
    alarms: { create: doing('alarms.create'), clear: doing('alarms.clear') },
    contextMenus: {
      remove: doing('contextMenus.remove'),
      update: doing('contextMenus.update'),
      create(_item: unknown, told: () => void) {
        const name = 'contextMenus.create';
        done.push(name);
        runtime.lastError = failing.has(name) ? { message: 'Cannot create item with duplicate id' } : null;
        told();
        runtime.lastError = null;
      },
    },
    notifications: { create: doing('notifications.create'), clear: doing('notifications.clear') },
    offscreen: {
      createDocument: doing('offscreen.createDocument'),
      closeDocument: doing('offscreen.closeDocument'),
    },
    permissions: { contains: fallible('permissions.contains', () => true) },
    tabs: { create: doing('tabs.create') },
    windows: { create: doing('windows.create') },
  },
};

/** What a test does to the browser. */
export const browserInTest = {
  areas,
  done,
  letFail: (...names: readonly string[]) => {
    for (const name of names) failing.add(name);
  },
  mend: () => failing.clear(),
};
