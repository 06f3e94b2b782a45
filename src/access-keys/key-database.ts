import { type DBSchema, openDB } from 'idb';
import type { HeldAccessKeys } from '../core/access-keys';
import { lazyConnection } from '../core/lazy-connection';
import type { KeptByPlace } from './ports';

interface KeyDatabase extends DBSchema {
  keys: { key: string; value: HeldAccessKeys };
}

/**
 * Access keys on this computer's disk, by their place. IndexedDB keeps a `CryptoKey` as it is, which is why they lie here:
 * what is not extractable stays so. Whoever copies the browser's profile copies them all the same. Opened when first asked.
 */
export function openKeyDatabase(): KeptByPlace<HeldAccessKeys> {
  const open = lazyConnection(terminated =>
    openDB<KeyDatabase>('shoebox-access-keys', 1, {
      upgrade: db => void db.createObjectStore('keys'),
      terminated,
    }),
  );
  return {
    get: async place => (await (await open()).get('keys', place)) ?? null,
    async set(place, keys) {
      const transaction = (await open()).transaction('keys', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put(keys, place), transaction.done]);
    },
    remove: async place => (await open()).delete('keys', place),
    clear: async () => (await open()).clear('keys'),
  };
}
