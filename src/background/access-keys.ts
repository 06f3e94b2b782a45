import browser from 'webextension-polyfill';
import { openAccessKeys } from '../access-keys/access-keys';
import { openKeyDatabase } from '../access-keys/key-database';
import type { SessionKeys } from '../access-keys/ports';
import { report } from './diagnostics';
import { keyValueStorage } from './key-value-storage';

/** The access keys that are kept for buckets: in `storage.session`, or in IndexedDB as keys that nothing reads again. */
export const accessKeys = openAccessKeys({
  session: keyValueStorage<SessionKeys>(browser.storage.session, 'access-keys'),
  computer: openKeyDatabase(),
  isIncognito: () => browser.extension.inIncognitoContext === true,
  newId: () => crypto.randomUUID(),
  report,
});
