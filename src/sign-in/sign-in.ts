import { afterEachChange } from '../core/after-each-change';
import { type Failure, isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import type { Login, Logins } from '../core/login';
import { singleFlight } from '../core/promises';
import type { Settings } from '../core/settings';
import type { SignInStatus } from '../core/sign-in-status';
import { type Owners, openOwners } from './owners';
import type { SignInPorts } from './ports';
import { discoverProvider, type ProviderSettings } from './provider';
import { mustAskUser } from './provider-failure';
import type { SignInRecord, Tokens } from './records';
import { openSignInStore, providerIdOf } from './sign-in-store';
import { authorize, needsUser } from './web-auth-flow';

/** Renewed this long before their end, so that what is asked for with them now is still good when it arrives. */
const RENEW_BEFORE_END_MS = 5 * 60_000;

/** The user's sign-in at the provider of the settings. */
export interface SignIn extends Logins, Owners {
  status(): Promise<SignInStatus>;
  /** Opens the provider's window. @throws ShoeboxError `sign-in-…` */
  start(): Promise<SignInStatus>;
  /** Forgets the user and their tokens, then tells the provider: as far as it can be reached. */
  end(): Promise<SignInStatus>;
  /** Why what was signed in can't be used: noted for the status. */
  noteFailure(failure: Failure): Promise<void>;
  /** To be called when the settings or what is stored may have changed. */
  follow(): Promise<void>;
  /** The status now and after each change, until the signal aborts. */
  watch(signal: AbortSignal): AsyncGenerator<SignInStatus, void, undefined>;
}

const NOT_USED: SignInStatus = { state: 'not-used', user: null, failure: null };

export function openSignIn(ports: SignInPorts): SignIn {
  const { loadSettings, now, report } = ports;
  const worker = ports.newId();
  const store = openSignInStore(ports, worker);
  const { watchers, loaded, read, recordOf, knownOf, change, remember } = store;
  const renewals = singleFlight<Tokens>();
  let isWindowOpen = false;

  async function signedIn(provider: string, tokens: Tokens): Promise<void> {
    const { subject, user } = tokens;
    await change(provider, () => ({ tokens, flow: null, failure: null, mustAsk: false }));
    await remember({ provider, subject, user });
  }

  function statusOf(settings: Settings | null): SignInStatus {
    if (settings?.access !== 'user') return NOT_USED;
    const provider = providerIdOf(settings);
    const { tokens, flow, failure } = recordOf(provider);
    if (tokens !== null) return { state: 'signed-in', user: tokens.user, failure };
    const { subject = null, user = null } = knownOf(provider) ?? {};
    if (flow !== null) return { state: 'signing-in', user, failure: null };
    return { state: subject === null ? 'signed-out' : 'expired', user, failure };
  }

  async function status(): Promise<SignInStatus> {
    await loaded();
    return statusOf(await loadSettings());
  }

  async function startWith(settings: Settings): Promise<void> {
    if (ports.isIncognito()) throw new ShoeboxError('sign-in-not-in-private-windows');
    const launch = ports.webAuthFlow();
    if (launch === null) throw new ShoeboxError('sign-in-needs-permission');
    const id = providerIdOf(settings);
    const provider = await discoverProvider(settings, now);
    const flow = provider.newFlow(ports.redirectUrl());
    // Chromium has one flow at a time: one without a window that is under way ends first, and no other begins.
    await ports.exclusively(async () => {});
    // Whoever signed out may be followed by somebody else, and must be asked for by name.
    const prompt = knownOf(id)?.subject === null ? 'login' : null;
    await change(id, () => ({ flow: { ...flow, worker } }));
    await signedIn(id, await authorize(provider, launch, flow, { interactive: true, prompt }));
  }

  /** The login page's own session may still know the user: then nobody is asked. Null where somebody has to be. */
  async function signInSilently(settings: ProviderSettings, subject: string): Promise<Tokens | null> {
    const launch = ports.webAuthFlow();
    if (launch === null || ports.isIncognito() || isWindowOpen) return null;
    const provider = await discoverProvider(settings, now);
    const flow = provider.newFlow(ports.redirectUrl());
    try {
      const tokens = await authorize(provider, launch, flow, { interactive: false, prompt: 'none' });
      // Somebody else may have signed in there since: that is theirs to do here.
      return tokens.subject === subject ? tokens : null;
    } catch (error) {
      if (needsUser(error) || (isShoeboxError(error) && mustAskUser(error))) return null;
      throw error;
    }
  }

  const isFresh = ({ receivedAt, issuedAt, expiresAt }: Tokens, before: number): boolean => {
    const age = now() - receivedAt;
    // Negative where the clock was set back meanwhile: then nobody knows how old they are.
    return age >= 0 && expiresAt - issuedAt - age > before;
  };

  const isGood = (tokens: Tokens): boolean =>
    isFresh(tokens, Math.min(RENEW_BEFORE_END_MS, (tokens.expiresAt - tokens.issuedAt) / 4));

  /** One at a time, in all worker instances: with rotation, a refresh token is good for one use. */
  const renew = (settings: ProviderSettings, refused: string | null): Promise<Tokens> =>
    renewals(providerIdOf(settings), () =>
      ports.exclusively(async () => {
        const provider = providerIdOf(settings);
        await read();
        const { tokens, mustAsk } = recordOf(provider);
        if (tokens !== null && tokens.idToken !== refused && isGood(tokens)) return tokens;
        const subject = tokens?.subject ?? knownOf(provider)?.subject ?? null;
        if (subject === null) throw new ShoeboxError('sign-in-needed');
        const next = await renewed(settings, tokens, subject, mustAsk);
        if (next !== null) {
          // On record before anybody uses it: what it replaces may be good for nothing any more.
          if (await change(provider, same(tokens, { tokens: next, failure: null, mustAsk: false })))
            return next;
          // The user has signed out meanwhile.
          await revoke(settings, next);
          throw new ShoeboxError('sign-in-needed');
        }
        if (tokens !== null && tokens.idToken !== refused && isFresh(tokens, 0)) return tokens;
        await change(provider, same(tokens, { tokens: null, mustAsk: true }));
        throw new ShoeboxError('sign-in-needed');
      }),
    );

  /** Only where nobody has signed in or out meanwhile. */
  const same =
    (tokens: Tokens | null, changes: Partial<SignInRecord>) =>
    (record: SignInRecord): Partial<SignInRecord> | null =>
      record.tokens?.idToken === tokens?.idToken && knownOf(record.provider)?.subject != null
        ? changes
        : null;

  /** Null where the user has to sign in again. @throws ShoeboxError where nobody could be asked now */
  async function renewed(
    settings: ProviderSettings,
    tokens: Tokens | null,
    subject: string,
    mustAsk: boolean,
  ): Promise<Tokens | null> {
    if (tokens !== null && tokens.refreshToken !== null) {
      try {
        const provider = await discoverProvider(settings, now);
        return await provider.refresh(tokens, tokens.refreshToken);
      } catch (error) {
        throwIfTemporary(error);
        report('sign-in.refresh', error);
      }
    }
    if (tokens === null && mustAsk) return null;
    try {
      return await signInSilently(settings, subject);
    } catch (error) {
      throwIfTemporary(error);
      report('sign-in.silently', error);
      return null;
    }
  }

  async function login(settings: ProviderSettings, refused?: Login): Promise<Login> {
    await loaded();
    const { tokens } = recordOf(providerIdOf(settings));
    const isUsable = tokens !== null && tokens.idToken !== refused?.idToken && isGood(tokens);
    const { issuer, subject, idToken } = isUsable ? tokens : await renew(settings, refused?.idToken ?? null);
    return { provider: issuer.replace(/^https?:\/\//, ''), subject, idToken };
  }

  async function end(): Promise<SignInStatus> {
    await loaded();
    const settings = await loadSettings();
    if (settings?.access !== 'user') return NOT_USED;
    const provider = providerIdOf(settings);
    const { tokens } = recordOf(provider);
    await remember({ provider, subject: null, user: null });
    await change(provider, () => ({ tokens: null, flow: null, failure: null, mustAsk: true }));
    if (tokens === null) return status();
    const isTold = await revoke(settings, tokens);
    await endSession(settings, tokens).catch(error => report('sign-in.end-session', error));
    if (!isTold) {
      const failure = toFailure(
        new ShoeboxError('sign-out-not-told', { host: new URL(settings.issuer).host }),
      );
      await change(provider, now => (now.tokens === null && now.flow === null ? { failure } : null));
    }
    return status();
  }

  /** Resolves with whether the refresh token is good for nothing there any more. */
  async function revoke(settings: ProviderSettings, { refreshToken }: Tokens): Promise<boolean> {
    if (refreshToken === null) return true;
    try {
      await (await discoverProvider(settings, now)).revoke(refreshToken);
      return true;
    } catch (error) {
      report('sign-in.revoke', error);
      return false;
    }
  }

  /** Ends the login page's own session, which would let the same user in without a question. */
  async function endSession(settings: ProviderSettings, tokens: Tokens): Promise<void> {
    const url = (await discoverProvider(settings, now)).endSessionUrl(tokens, ports.redirectUrl());
    const launch = ports.webAuthFlow();
    if (url === null || launch === null || ports.isIncognito()) return;
    // Without a window. Where the provider wants to ask something, the next sign-in asks who it is (see `startWith`).
    await launch({ url, interactive: false });
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<SignInStatus, void, undefined> {
    let told = '';
    for await (const current of afterEachChange(watchers, signal, status)) {
      const text = JSON.stringify(current);
      if (text !== told) yield current;
      told = text;
    }
  }

  return {
    ...openOwners(store, { status, login, loadSettings }),
    status,
    watch,
    login,
    end,
    async start() {
      await loaded();
      const settings = await loadSettings();
      if (settings?.access !== 'user') return NOT_USED;
      if (isWindowOpen) throw new ShoeboxError('sign-in-already-open');
      isWindowOpen = true;
      try {
        await startWith(settings);
        return statusOf(settings);
      } catch (error) {
        const failure = toFailure(error);
        await change(providerIdOf(settings), () => ({ flow: null, failure })).catch(reason =>
          report('sign-in.note-failure', reason),
        );
        throw error;
      } finally {
        isWindowOpen = false;
      }
    },
    async noteFailure(failure) {
      const settings = await loadSettings();
      if (settings !== null) await change(providerIdOf(settings), () => ({ failure }));
    },
    async follow() {
      await loaded();
      await read();
    },
    async subject(settings) {
      await loaded();
      return store.subjectOf(providerIdOf(settings));
    },
  };
}

/**
 * Throws what may go better by itself: nobody is signed out for it. A provider that somebody has signed in at, and that
 * answers as none now, can't be reached: somebody else answers in its place.
 */
function throwIfTemporary(error: unknown): void {
  if (!isShoeboxError(error)) return;
  const { code, detail } = error;
  if (code === 'offline' || code === 'sign-in-provider-unreachable') throw error;
  if (code === 'sign-in-provider-unknown')
    throw new ShoeboxError('sign-in-provider-unreachable', detail, { cause: error });
}
