import { regionOfIdentityPool } from '../core/aws-names';
import { regionalOrigin } from '../core/aws-partition';
import { ShoeboxError } from '../core/failure';
import type { Login, Logins } from '../core/login';
import { singleFlight } from '../core/promises';
import type { Settings } from '../core/settings';
import type { AccessKeySource } from './access-key-identity';
import { awsFailure } from './aws-failure';
import { type IdentityCache, issueCredentials, type LoginTokens } from './cognito';
import type { Identity } from './identity';

/** One-hour credentials of a Cognito identity. */
export interface IdentityCredentials {
  /** The identity's. */
  readonly identityId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** By Cognito's clock; milliseconds since 1970. */
  readonly issuedAt: number;
  /** By Cognito's clock; milliseconds since 1970. */
  readonly expiresAt: number;
  /** `issuedAt` by this computer's clock; milliseconds since 1970. */
  readonly receivedAt: number;
}

/**
 * Where identities and credentials are kept, and who has signed in. `key` names the pool, and the user if it is one: so a
 * change of settings never meets another pool's credentials, nor a user those of a guest or of another user.
 */
export interface CredentialStorage {
  /** Survives the browser: `storage.local`. Each guest `GetId` makes a new identity in the pool, so it is kept. */
  readonly identities: KeyValueStorage<string>;
  /** Never touches the disk: `storage.session`. */
  readonly credentials: KeyValueStorage<IdentityCredentials>;
  /** For settings with `access: 'user'`. */
  readonly logins: Logins;
  /** For settings with `access: 'keys'`. */
  readonly accessKeys: AccessKeySource;
}

export interface KeyValueStorage<Value> {
  get(key: string): Promise<Value | null>;
  set(key: string, value: Value): Promise<void>;
  remove(key: string): Promise<void>;
}

/** This computer's clocks. */
export interface Clocks {
  /** Milliseconds since 1970. May be wrong, and may be set at any moment. */
  now(): number;
  /** Milliseconds since this worker instance began. Nobody sets it, but it may stand still while the computer sleeps. */
  monotonicNow(): number;
}

const CLOCKS: Clocks = { now: () => Date.now(), monotonicNow: () => performance.now() };

/** How far the clock of AWS is ahead of this computer's, in milliseconds; under the SDK's name for it. */
export interface ServerClock {
  systemClockOffset: number;
}

/** Refreshed this long before their end, so that a request signed now is still good when it arrives. */
const REFRESH_BEFORE_END_MS = 5 * 60_000;

/** Credentials in memory. */
interface HeldCredentials {
  readonly credentials: IdentityCredentials;
  /** When they were issued, by {@link Clocks.monotonicNow}. */
  readonly since: number;
}

/** The credentials of a guest of the pool in the settings, or of the user who signed in there. */
export interface PoolIdentity extends Identity {
  /**
   * Valid credentials: the kept ones, or new ones. All callers of a moment share one request. Settings with users never get
   * those of a guest: they reject with `sign-in-needed`.
   */
  credentials(): Promise<IdentityCredentials>;
}

/** What an identity may be told to use or to tell. */
export interface IdentityOptions {
  /** Told when the identity is known and credentials are asked for, which the connection test shows. */
  readonly onIdentity?: ((identityId: string) => void) | undefined;
  /** The one identity whose credentials are wanted: the folder is its own. Another one's are refused with `other-bucket`. */
  readonly only?: string | undefined;
  readonly clocks?: Clocks;
}

/** Of guests there is one in each pool. */
const guestKey = ({ identityPoolId, cognitoEndpoint }: Settings): string =>
  `${identityPoolId}@${cognitoEndpoint}`;

const userKey = (settings: Settings, subject: string): string =>
  `${guestKey(settings)} ${subject}@${settings.issuer}`;

/** The identity of the user who is or was signed in, as far as it is known without asking. */
export async function knownIdentityId(
  settings: Settings,
  { logins, identities }: CredentialStorage,
): Promise<string | null> {
  const subject = await logins.subject(settings);
  return subject === null ? null : identities.get(userKey(settings, subject));
}

/** Forgets the credentials of a user who has signed out. */
export const forgetUser = (
  settings: Settings,
  { credentials }: CredentialStorage,
  subject: string,
): Promise<void> => credentials.remove(userKey(settings, subject));

/**
 * Credentials live by Cognito's clock: for as long as lay between the answer's `Date` and their `Expiration`, counted from
 * when it came. So a computer whose clock is wrong asks no more often than others. `clock` is set by each answer.
 * @throws ShoeboxError from its methods: `identity-pool-…`, `guests-not-allowed`, `sign-in-…`, `throttled`, `offline` …
 */
export function poolIdentity(
  settings: Settings,
  storage: CredentialStorage,
  clock: ServerClock = { systemClockOffset: 0 },
  { onIdentity = () => {}, only, clocks = CLOCKS }: IdentityOptions = {},
): PoolIdentity {
  const { identityPoolId, cognitoEndpoint, access } = settings;
  const region = regionOfIdentityPool(identityPoolId) ?? settings.region;
  const endpoint = cognitoEndpoint || regionalOrigin('cognito-identity', region);
  let held: (HeldCredentials & { readonly key: string }) | null = null;

  /** Whose credentials are wanted now. */
  async function currentKey(): Promise<string> {
    if (access === 'guest') return guestKey(settings);
    const subject = await storage.logins.subject(settings);
    if (subject === null) throw new ShoeboxError('sign-in-needed');
    return userKey(settings, subject);
  }

  /**
   * The clock that can be set may say too little or nothing, the other one too little after a sleep: the longer time
   * counts. Credentials of a short life (a role may say so) are used for most of it.
   */
  function isFresh({ credentials: { issuedAt, expiresAt, receivedAt }, since }: HeldCredentials): boolean {
    const age = Math.max(clocks.now() - receivedAt, clocks.monotonicNow() - since);
    const life = expiresAt - issuedAt;
    return life - age > Math.min(REFRESH_BEFORE_END_MS, life / 4);
  }

  function hold(key: string, credentials: IdentityCredentials): HeldCredentials {
    const { issuedAt, receivedAt } = credentials;
    clock.systemClockOffset = issuedAt - receivedAt;
    held = { key, credentials, since: clocks.monotonicNow() - (clocks.now() - receivedAt) };
    return held;
  }

  const identityCache = (key: string): IdentityCache => ({
    async getItem() {
      const kept = await storage.identities.get(key);
      if (kept !== null) onIdentity(kept);
      return kept;
    },
    async setItem(_key, identityId) {
      onIdentity(identityId);
      await storage.identities.set(key, identityId); // on a full disk it serves this time alone
    },
    // An identity outlives failures; one that is dead is forgotten below.
    removeItem() {},
  });

  async function requestCredentials(key: string, logins: LoginTokens): Promise<IdentityCredentials> {
    const issued = await issueCredentials({ endpoint, identityPoolId, logins }, identityCache(key));
    const receivedAt = clocks.now();
    const issuedAt = issued.issuedAt || receivedAt + clock.systemClockOffset; // NaN: what S3 told is the next best
    return { ...issued, issuedAt, receivedAt };
  }

  /** An identity that is dead is forgotten, and another asked for. */
  const requestHealed = (key: string, logins: LoginTokens): Promise<IdentityCredentials> =>
    requestCredentials(key, logins).catch(async error => {
      if (!isDeadIdentity(error)) throw error;
      await storage.identities.remove(key);
      return requestCredentials(key, logins);
    });

  async function requestForUser(key: string): Promise<IdentityCredentials> {
    const request = ({ provider, subject, idToken }: Login): Promise<IdentityCredentials> => {
      // Somebody else has signed in meanwhile.
      if (userKey(settings, subject) !== key) throw new ShoeboxError('sign-in-needed');
      return requestHealed(key, { [provider]: idToken });
    };
    const login = await storage.logins.login(settings);
    return request(login).catch(async error => {
      if (!isRefusedLogin(error)) throw error;
      return request(await storage.logins.login(settings, login));
    });
  }

  let forgetting: Promise<void> = Promise.resolve();

  async function fetchCredentials(key: string): Promise<IdentityCredentials> {
    await forgetting;
    const kept = await storage.credentials.get(key);
    // From the future, if the clock was set back meanwhile: then nobody knows how old they are.
    if (kept !== null && kept.receivedAt <= clocks.now() && isFresh(hold(key, kept))) return kept;
    const asked = access === 'guest' ? requestHealed(key, null) : requestForUser(key);
    const fresh = await asked.catch(error =>
      Promise.reject((access === 'user' && loginFailure(error, settings)) || awsFailure(error, attempt)),
    );
    await storage.credentials.set(key, fresh);
    return fresh;
  }

  const attempt = {
    action: 'cognito-identity:GetCredentialsForIdentity',
    region,
    resource: identityPoolId,
    bucket: settings.bucket,
    host: new URL(endpoint).host,
    key: '',
    access,
  };
  return {
    async credentials() {
      const key = await currentKey();
      if (held?.key !== key || !isFresh(held)) {
        const credentials = await shared(key, () => fetchCredentials(key));
        if (held?.key !== key || held.credentials.sessionToken !== credentials.sessionToken)
          hold(key, credentials);
      }
      const { credentials } = held ?? hold(key, await shared(key, () => fetchCredentials(key)));
      if (only !== undefined && credentials.identityId !== only)
        throw new ShoeboxError('other-bucket', { bucket: settings.bucket });
      return credentials;
    },
    forgetCredentials() {
      const { key } = held ?? {};
      held = null;
      if (key !== undefined) forgetting = storage.credentials.remove(key);
      return forgetting;
    },
  };
}

/**
 * An identity can be deleted in the console, or with its pool: "Identity 'REGION:GUID' not found."; or be linked to a user
 * who signed in, and is no guest's any more: "Access to Identity 'REGION:GUID' is forbidden."; or to another login of that
 * user: "Logins don't match. Please include at least one valid login for this identity or identity pool."
 */
const isDeadIdentity = (error: unknown): boolean =>
  error instanceof Error &&
  ((error.name === 'ResourceNotFoundException' && error.message.startsWith('Identity ')) ||
    (error.name === 'NotAuthorizedException' &&
      /^(Access to Identity |Logins don't match)/.test(error.message)));

/** "Invalid login token. Token expired: …", or revoked, or signed with a key that was replaced: a new one may serve. */
const isRefusedLogin = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'NotAuthorizedException' &&
  error.message.startsWith('Invalid login token.');

/** What the pool says of a login, and of no guest; null for anything else. */
function loginFailure(error: unknown, { clientId }: Settings): ShoeboxError | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'InvalidIdentityPoolConfigurationException')
    return new ShoeboxError('sign-in-role-missing', {}, { cause: error });
  if (error.name !== 'NotAuthorizedException') return null;
  return /Token expired/.test(error.message)
    ? new ShoeboxError('sign-in-clock', {}, { cause: error }) // a token that was just issued
    : new ShoeboxError('sign-in-not-trusted', { client: clientId }, { cause: error });
}

/**
 * Callers that come while a pool's credentials are being fetched get those, whichever bucket or test they ask for:
 * each request of its own could make another guest of the same user.
 */
const shared = singleFlight<IdentityCredentials>();
