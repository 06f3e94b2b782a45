import type { Storage } from 'webextension-polyfill';

type Area = Pick<Storage.StorageArea, 'get' | 'set' | 'remove' | 'clear'>;

/** One of the browser's storage areas, in memory. What is read is a copy, as the browser's is. */
function fakeArea(): Area {
  const stored = new Map<string, unknown>();
  const namesOf = (keys: Parameters<Area['get']>[0]): readonly string[] => {
    if (keys === null || keys === undefined) return [...stored.keys()];
    return typeof keys === 'string' ? [keys] : Array.isArray(keys) ? keys : Object.keys(keys);
  };
  return {
    get: async keys =>
      structuredClone(
        Object.fromEntries(
          namesOf(keys)
            .filter(name => stored.has(name))
            .map(name => [name, stored.get(name)]),
        ),
      ),
    async set(items) {
      for (const [name, value] of Object.entries(structuredClone(items))) stored.set(name, value);
    },
    async remove(keys) {
      for (const name of [keys].flat()) stored.delete(name);
    },
    clear: async () => stored.clear(),
  };
}

/** `browser.storage`, in memory. */
export const fakeStorage = (): Readonly<Record<'local' | 'session' | 'sync' | 'managed', Area>> => ({
  local: fakeArea(),
  session: fakeArea(),
  sync: fakeArea(),
  managed: fakeArea(),
});
