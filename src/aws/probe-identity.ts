import type { Settings } from '../core/settings';
import type { CredentialStorage, IdentityCredentials, KeyValueStorage } from './identity-credentials';
import { poolIdentity } from './identity-credentials';
import type { Found } from './probe-surroundings';

/** Whatever is kept, the test asks Cognito anew, once; but it stays the guest, or the user, that it was. Access keys are those that are kept. */
export function forThisTest({ identities, logins, accessKeys }: CredentialStorage): CredentialStorage {
  let kept: IdentityCredentials | null = null;
  const credentials: KeyValueStorage<IdentityCredentials> = {
    get: async () => kept,
    async set(_key, value) {
      kept = value;
    },
    async remove() {
      kept = null;
    },
  };
  return { identities, logins, accessKeys, credentials };
}

/** The steps of the connection test that find out who this is. */
export function openIdentityProbes(settings: Settings, storage: CredentialStorage) {
  let knowIdentity = (_id: string): void => {};
  const identified = new Promise<string>(resolve => {
    knowIdentity = resolve;
  });
  const identity = poolIdentity(settings, storage, undefined, { onIdentity: id => knowIdentity(id) });
  return {
    async pool(): Promise<undefined> {
      await Promise.race([identified, identity.credentials()]);
    },
    async credentials(): Promise<Found> {
      return { facts: { identity: (await identity.credentials()).identityId } };
    },
  };
}
