import { afterEachChange } from '../core/after-each-change';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import { type Login, type Logins, needsSignIn, type Owner } from '../core/login';
import type { Settings } from '../core/settings';
import type { SignInStatus } from '../core/sign-in-status';
import type { SignInPorts } from './ports';
import { providerIdOf, type SignInStore } from './sign-in-store';

/** Whose uploads and jobs are, and for whom they wait. */
export interface Owners {
  /** The user who is signed in, or was the last one; null for guests, and while nobody is known. */
  owner(settings: Settings): Promise<Owner | null>;
  /** Whether somebody else is signed in, or was the last one. By what is in memory. */
  isOther(settings: Settings, owner: Owner): boolean;
  /**
   * The sign-ins of this user alone, for the bucket of these settings: they reject with `other-user` where {@link isOther}.
   * Where nobody signs in there any more, since other settings are stored, they reject with `other-bucket`.
   */
  loginsOf(owner: Owner, settings: Pick<Settings, 'bucket'>): Logins;
  /** @throws ShoeboxError `other-user`, where {@link isOther} */
  assertNoOther(settings: Settings, owner: Owner): Promise<void>;
  /** What to reject with where nobody else is known, and this user has to sign in. */
  signInNeeded(settings: Settings, owner: Owner): ShoeboxError;
  /** As in `core/environment`. */
  untilSignedIn(signal: AbortSignal, error: ShoeboxError): Promise<void>;
}

export function openOwners(
  { loaded, recordOf, knownOf, subjectOf, watchers }: SignInStore,
  {
    status,
    login,
    loadSettings,
  }: Pick<Logins, 'login'> &
    Pick<SignInPorts, 'loadSettings'> & { readonly status: () => Promise<SignInStatus> },
): Owners {
  /** Why this user can't go on, null where they can. */
  function needOf(provider: string, subject: string): 'other-user' | 'sign-in-needed' | null {
    const known = subjectOf(provider);
    if (known !== null && known !== subject) return 'other-user';
    return recordOf(provider).tokens === null ? 'sign-in-needed' : null;
  }

  /** With what `untilSignedIn` recognises the user by. */
  const failureFor = (code: 'other-user' | 'sign-in-needed', provider: string, { subject, user }: Owner) =>
    new ShoeboxError(code, { provider, subject, user });

  async function assertNoOther(settings: Pick<Settings, 'issuer' | 'clientId'>, owner: Owner): Promise<void> {
    await loaded();
    const provider = providerIdOf(settings);
    if (needOf(provider, owner.subject) === 'other-user') throw failureFor('other-user', provider, owner);
  }

  async function loginAs(
    settings: Pick<Settings, 'issuer' | 'clientId'>,
    owner: Owner,
    refused?: Login,
  ): Promise<Login> {
    await assertNoOther(settings, owner);
    const provider = providerIdOf(settings);
    try {
      const theirs = await login(settings, refused);
      if (theirs.subject === owner.subject) return theirs;
    } catch (error) {
      if (!isShoeboxError(error) || error.code !== 'sign-in-needed') throw error;
      throw failureFor('sign-in-needed', provider, owner);
    }
    throw failureFor('other-user', provider, owner);
  }

  async function isInUse(provider: string): Promise<boolean> {
    const settings = await loadSettings();
    return settings?.access === 'user' && providerIdOf(settings) === provider;
  }

  return {
    assertNoOther,
    signInNeeded: (settings, owner) => failureFor('sign-in-needed', providerIdOf(settings), owner),
    async owner(settings) {
      if (settings.access !== 'user') return null;
      await loaded();
      const provider = providerIdOf(settings);
      const subject = subjectOf(provider);
      if (subject === null) return null;
      const user = recordOf(provider).tokens?.user ?? knownOf(provider)?.user ?? subject;
      return { issuer: settings.issuer, subject, user };
    },
    isOther: (settings, { subject }) => needOf(providerIdOf(settings), subject) === 'other-user',
    loginsOf: (owner, { bucket }) => ({
      async subject(settings) {
        await assertNoOther(settings, owner);
        return subjectOf(providerIdOf(settings));
      },
      async login(settings, refused) {
        try {
          return await loginAs(settings, owner, refused);
        } catch (error) {
          // It would be waited for, and `untilSignedIn` says at once that it is over.
          if (!needsSignIn(error) || (await isInUse(providerIdOf(settings)))) throw error;
          // What the options are to be changed back to.
          const other = (await loadSettings())?.bucket === bucket ? owner.issuer : bucket;
          throw new ShoeboxError('other-bucket', { bucket: other }, { cause: error });
        }
      },
    }),
    async untilSignedIn(signal, { code, detail: { provider, subject } }) {
      async function isOver(): Promise<boolean> {
        if (provider !== undefined && subject !== undefined) {
          await loaded();
          return needOf(provider, subject) !== code || !(await isInUse(provider));
        }
        const { state } = await status();
        return state === 'signed-in' || state === 'not-used';
      }
      for await (const over of afterEachChange(watchers, signal, isOver)) if (over) return;
      signal.throwIfAborted();
    },
  };
}
