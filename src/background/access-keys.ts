import browser from 'webextension-polyfill';
import { openAccessKeys } from '../access-keys/access-keys';
import { openKeyDatabase } from '../access-keys/key-database';
import type { RefusedKeys, SessionKeys } from '../access-keys/ports';
import { report } from './diagnostics';
import { keyValueStorage } from './key-value-storage';
import { loadSettings } from './settings-store';
import { onEvent } from './side-effects';

/** Of keys in `storage.session`. */
const PREFIX = 'access-keys';

/** The access keys that are kept for buckets: in `storage.session`, or in IndexedDB as keys that nothing reads again. */
export const accessKeys = openAccessKeys({
  loadSettings,
  session: keyValueStorage<SessionKeys>(browser.storage.session, PREFIX),
  refused: keyValueStorage<RefusedKeys>(browser.storage.session, `${PREFIX}-refused`),
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
