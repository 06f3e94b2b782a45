import browser from 'webextension-polyfill';
import { openAccessKeys } from '../access-keys/access-keys';
import { openKeyDatabase } from '../access-keys/key-database';
import type { KeptByPlace, RefusedKeys, SessionKeys } from '../access-keys/ports';
import { report } from './diagnostics';
import { keyValueStorage } from './key-value-storage';
import { loadSettings } from './settings-store';
import { onEvent } from './side-effects';

/** Of keys in `storage.session`. */
const PREFIX = 'access-keys';

const ofThisSession = <Value>(prefix: string): KeptByPlace<Value> => ({
  ...keyValueStorage<Value>(browser.storage.session, prefix),
  async clear() {
    const names = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(names.filter(name => name.startsWith(`${prefix}:`)));
  },
});

/** The access keys that are kept for buckets: in `storage.session`, or in IndexedDB as keys that nothing reads again. */
export const accessKeys = openAccessKeys({
  loadSettings,
  session: ofThisSession<SessionKeys>(PREFIX),
  refused: ofThisSession<RefusedKeys>(`${PREFIX}-refused`),
  computer: openKeyDatabase(),
  isIncognito: () => browser.extension.inIncognitoContext === true,
  newId: () => crypto.randomUUID(),
  report,
});

/** Another worker may have been given others: the one of private windows, or the one of the others. */
export function listenToAccessKeys(): void {
  onEvent('access-keys.changed', browser.storage.session.onChanged, changes => {
    if (Object.keys(changes).some(name => name.startsWith(`${PREFIX}:`))) accessKeys.follow();
  });
}
