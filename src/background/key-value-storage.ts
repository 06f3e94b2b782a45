import type { Storage } from 'webextension-polyfill';
import type { KeyValueStorage } from '../aws/identity-credentials';

/** Values under a key prefix in one of the browser's storage areas. */
export const keyValueStorage = <Value>(
  area: Storage.StorageArea,
  prefix: string,
): KeyValueStorage<Value> => ({
  async get(key) {
    const name = `${prefix}:${key}`;
    const stored = await area.get(name);
    return (stored[name] as Value | undefined) ?? null; // written by `set` below and by nobody else
  },
  set: (key, value) => area.set({ [`${prefix}:${key}`]: value }),
  remove: key => area.remove(`${prefix}:${key}`),
});
