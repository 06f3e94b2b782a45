import browser, { type Storage } from 'webextension-polyfill';
import { ShoeboxError } from '../core/failure';
import type { LaunchWebAuthFlow, Stored } from '../sign-in/ports';
import type { KnownUser, SignInRecord } from '../sign-in/records';
import { openSignIn } from '../sign-in/sign-in';
import { report } from './diagnostics';
import { loadSettings } from './settings-store';
import { onEvent } from './side-effects';

/** Key in `storage.session`: tokens, and what a flow is recognised by. Never on the disk. */
const RECORD_KEY = 'sign-in';
/** Key in `storage.local`: who signed in last. */
const KNOWN_USER_KEY = 'signed-in-user';

const stored = <Value>(area: Storage.StorageArea, key: string): Stored<Value> => ({
  read: async () => ((await area.get(key))[key] as Value | undefined) ?? null, // written by `write` and by nobody else
  write: value =>
    area.set({ [key]: value }).catch(error => {
      // Chrome's words, and Firefox's name, for a storage area that has no more room.
      const isFull = error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
      throw isFull ? new ShoeboxError('browser-storage-full', {}, { cause: error }) : error;
    }),
});

/** An optional permission: without it there is no such API. */
interface WithIdentity {
  readonly identity?: { launchWebAuthFlow: LaunchWebAuthFlow };
}

/** The user's sign-in at the provider of the stored settings. */
export const signIn = openSignIn({
  loadSettings,
  record: stored<SignInRecord>(browser.storage.session, RECORD_KEY),
  knownUser: stored<KnownUser>(browser.storage.local, KNOWN_USER_KEY),
  webAuthFlow() {
    const { identity } = browser as WithIdentity;
    return identity === undefined ? null : details => identity.launchWebAuthFlow(details);
  },
  redirectUrl: () => browser.identity.getRedirectURL(),
  isIncognito: () => browser.extension.inIncognitoContext === true,
  now: Date.now,
  newId: () => crypto.randomUUID(),
  exclusively: work => navigator.locks.request('sign-in', work),
  report,
});

/** Another worker may have signed in or out: the one of private windows, or the one of the others. */
export function listenToSignIn(): void {
  onEvent('sign-in.record', browser.storage.session.onChanged, async changes => {
    if (RECORD_KEY in changes) await signIn.follow();
  });
}
