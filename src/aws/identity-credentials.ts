import { regionOfIdentityPool } from '../core/aws-names';
import { regionalOrigin } from '../core/aws-partition';
import { singleFlight } from '../core/promises';
import type { Settings } from '../core/settings';
import { awsFailure } from './aws-failure';
import { type IdentityCache, issueCredentials } from './cognito';

/** One-hour credentials of a Cognito identity. */
export interface IdentityCredentials {
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
 * Where identities and credentials are kept. `key` names the pool, so that a change of settings never meets
 * another pool's credentials.
 */
export interface CredentialStorage {
  /** Survives the browser: `storage.local`. Each guest `GetId` makes a new identity in the pool, so it is kept. */
  readonly identities: KeyValueStorage<string>;
  /** Never touches the disk: `storage.session`. */
  readonly credentials: KeyValueStorage<IdentityCredentials>;
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

/** The credentials of a guest of the pool in the settings. */
export interface PoolIdentity {
  /** Valid credentials: the kept ones, or new ones. All callers of a moment share one request. */
  credentials(): Promise<IdentityCredentials>;
  /** Forgets credentials that AWS no longer accepts: whoever asks from now on gets others. */
  forgetCredentials(): Promise<void>;
}

/** What a guest may be told to use or to tell. */
export interface IdentityOptions {
  /** Told when the identity is known and credentials are asked for, which the connection test shows. */
  readonly onIdentity?: ((identityId: string) => void) | undefined;
  readonly clocks?: Clocks;
}

/**
 * Credentials live by Cognito's clock: for as long as lay between the answer's `Date` and their `Expiration`, counted from
 * when it came. So a computer whose clock is wrong asks no more often than others. `clock` is set by each answer.
 * @throws ShoeboxError from its methods: `identity-pool-…`, `guests-not-allowed`, `throttled`, `offline` …
 */
export function poolIdentity(
  settings: Settings,
  storage: CredentialStorage,
  clock: ServerClock = { systemClockOffset: 0 },
  { onIdentity = () => {}, clocks = CLOCKS }: IdentityOptions = {},
): PoolIdentity {
  const { identityPoolId, cognitoEndpoint } = settings;
  const region = regionOfIdentityPool(identityPoolId) ?? settings.region;
  const endpoint = cognitoEndpoint || regionalOrigin('cognito-identity', region);
  const storageKey = `${identityPoolId}@${cognitoEndpoint}`;
  let held: HeldCredentials | null = null;

  /**
   * The clock that can be set may say too little or nothing, the other one too little after a sleep: the longer time
   * counts. Credentials of a short life (a role may say so) are used for most of it.
   */
  function isFresh({ credentials: { issuedAt, expiresAt, receivedAt }, since }: HeldCredentials): boolean {
    const age = Math.max(clocks.now() - receivedAt, clocks.monotonicNow() - since);
    const life = expiresAt - issuedAt;
    return life - age > Math.min(REFRESH_BEFORE_END_MS, life / 4);
  }

  function hold(credentials: IdentityCredentials): HeldCredentials {
    const { issuedAt, receivedAt } = credentials;
    clock.systemClockOffset = issuedAt - receivedAt;
    held = { credentials, since: clocks.monotonicNow() - (clocks.now() - receivedAt) };
    return held;
  }

  const identityCache: IdentityCache = {
    async getItem() {
      const kept = await storage.identities.get(storageKey);
      if (kept !== null) onIdentity(kept);
      return kept;
    },
    async setItem(_key, identityId) {
      onIdentity(identityId);
      await storage.identities.set(storageKey, identityId);
    },
    // An identity outlives failures; one that is dead is forgotten below.
    removeItem() {},
  };

  async function requestCredentials(): Promise<IdentityCredentials> {
    const issued = await issueCredentials({ region, endpoint, identityPoolId }, identityCache);
    const receivedAt = clocks.now();
    const issuedAt = issued.issuedAt || receivedAt + clock.systemClockOffset; // NaN: what S3 told is the next best
    return { ...issued, issuedAt, receivedAt };
  }

  let forgetting: Promise<void> = Promise.resolve();

  async function fetchCredentials(): Promise<IdentityCredentials> {
    await forgetting;
    const kept = await storage.credentials.get(storageKey);
    // From the future, if the clock was set back meanwhile: then nobody knows how old they are.
    if (kept !== null && kept.receivedAt <= clocks.now() && isFresh(hold(kept))) return kept;
    const fresh = await requestCredentials()
      .catch(async error => {
        if (!isDeadIdentity(error)) throw error;
        await storage.identities.remove(storageKey);
        return requestCredentials();
      })
      .catch(error => Promise.reject(awsFailure(error, attempt)));
    await storage.credentials.set(storageKey, fresh);
    return fresh;
  }

  const attempt = {
    action: 'cognito-identity:GetCredentialsForIdentity',
    region,
    resource: identityPoolId,
    bucket: settings.bucket,
    host: new URL(endpoint).host,
    key: '',
  };
  return {
    async credentials() {
      if (held !== null && isFresh(held)) return held.credentials;
      const credentials = await shared(storageKey, fetchCredentials);
      if (held?.credentials.sessionToken !== credentials.sessionToken) hold(credentials);
      return credentials;
    },
    forgetCredentials() {
      held = null;
      forgetting = storage.credentials.remove(storageKey);
      return forgetting;
    },
  };
}

/**
 * An identity can be deleted in the console, or with its pool: "Identity 'REGION:GUID' not found."; or be linked to a user
 * who signed in, and is no guest's any more: "Access to Identity 'REGION:GUID' is forbidden."
 */
const isDeadIdentity = (error: unknown): boolean =>
  error instanceof Error &&
  ((error.name === 'ResourceNotFoundException' && error.message.startsWith('Identity ')) ||
    (error.name === 'NotAuthorizedException' && error.message.startsWith('Access to Identity ')));

/**
 * Callers that come while a pool's credentials are being fetched get those, whichever bucket or test they ask for:
 * each request of its own could make another guest of the same user.
 */
const shared = singleFlight<IdentityCredentials>();
