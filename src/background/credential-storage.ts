import browser from 'webextension-polyfill';
import type { TestedCapabilities } from '../aws/capabilities';
import {
  type CredentialStorage,
  type IdentityCredentials,
  knownIdentityId,
} from '../aws/identity-credentials';
import { needsIdentity, type Settings, withIdentity } from '../core/settings';
import { accessKeys } from './access-keys';
import { keyValueStorage } from './key-value-storage';
import { loadSettings } from './settings-store';
import { sideEffect } from './side-effects';
import { signIn } from './sign-in';

const keptCredentials = keyValueStorage<IdentityCredentials>(browser.storage.session, 'credentials');

/** Identities stay on disk, credentials live in memory only. */
export const credentialStorage: CredentialStorage = {
  identities: keyValueStorage<string>(browser.storage.local, 'identity'),
  credentials: {
    ...keptCredentials,
    // This worker instance has them all the same.
    set: (key, credentials) => sideEffect('credentials.keep', () => keptCredentials.set(key, credentials)),
  },
  logins: signIn,
  accessKeys: {
    held: accessKeys.held,
    async noteRefusal(failure) {
      await sideEffect('access-keys.note-refusal', () => accessKeys.noteRefusal(failure));
      return failure;
    },
  },
};

/** What connection tests found out about buckets, by `bucketIdentity`. On disk; only the worker writes it. */
export const testedConditions = keyValueStorage<TestedCapabilities>(browser.storage.local, 'conditions');

/**
 * The settings as all but the options form see them: a folder of the user's own bears the identity of the one who is, or was,
 * signed in; after a sign-out, and before the first one, still the placeholder. Null while nothing is configured.
 */
export async function settingsInUse(): Promise<Settings | null> {
  const settings = await loadSettings();
  if (settings === null || !needsIdentity(settings)) return settings;
  const identityId = await knownIdentityId(settings, credentialStorage);
  return identityId === null ? settings : withIdentity(settings, identityId);
}
