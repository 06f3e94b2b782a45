import { fromCognitoIdentityPool } from '@aws-sdk/credential-provider-cognito-identity';
import { regionOfIdentityPool } from '../core/aws-names';
import { regionalOrigin } from '../core/aws-partition';
import { singleFlight } from '../core/promises';
import type { Settings } from '../core/settings';
import { awsFailure } from './aws-failure';

/** One-hour credentials of a Cognito identity. */
export interface GuestCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Where identities and credentials are kept. `key` names the pool, so that a change of settings never meets
 * another pool's credentials.
 */
export interface CredentialStorage {
  /** Survives the browser: `storage.local`. Each guest `GetId` makes a new identity in the pool, so it is kept. */
  readonly identities: KeyValueStorage<string>;
  /** Never touches the disk: `storage.session`. */
  readonly credentials: KeyValueStorage<GuestCredentials>;
}

export interface KeyValueStorage<Value> {
  get(key: string): Promise<Value | null>;
  set(key: string, value: Value): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Refreshed this long before their end, so that a request signed now is still good when it arrives. */
const REFRESH_BEFORE_END_MS = 5 * 60_000;

/** Credentials of a short life (a role may say so) are used for most of it. */
const isFresh = ({ issuedAt, expiresAt }: GuestCredentials, now: number): boolean =>
  expiresAt - now > Math.min(REFRESH_BEFORE_END_MS, (expiresAt - issuedAt) / 4);

/** The credentials of a guest of the pool in the settings. */
export interface GuestIdentity {
  /** Valid credentials: the kept ones, or new ones. All callers of a moment share one request. */
  credentials(): Promise<GuestCredentials>;
  /** Forgets credentials that AWS no longer accepts: whoever asks from now on gets others. */
  forgetCredentials(): Promise<void>;
}

/**
 * `onIdentity` is told when the identity is known and credentials are asked for, which the connection test shows.
 * @throws ShoeboxError from its methods: `identity-pool-…`, `guests-not-allowed`, `throttled`, `offline` …
 */
export function guestIdentity(
  settings: Settings,
  storage: CredentialStorage,
  onIdentity: () => void = () => {},
  now: () => number = Date.now,
): GuestIdentity {
  const { identityPoolId, cognitoEndpoint } = settings;
  const region = regionOfIdentityPool(identityPoolId) ?? settings.region;
  const endpoint = cognitoEndpoint || regionalOrigin('cognito-identity', region);
  const storageKey = `${identityPoolId}@${cognitoEndpoint}`;

  /** The provider's cache, which it empties after every failure: an identity outlives those. */
  const identityCache = {
    async getItem(): Promise<string | null> {
      const kept = await storage.identities.get(storageKey);
      if (kept !== null) onIdentity();
      return kept;
    },
    async setItem(_key: string, identityId: string): Promise<void> {
      onIdentity();
      await storage.identities.set(storageKey, identityId);
    },
    removeItem: () => {},
  };

  async function requestCredentials(): Promise<GuestCredentials> {
    const issuedAt = now();
    const issued = await fromCognitoIdentityPool({
      identityPoolId,
      cache: identityCache,
      clientConfig: { region, endpoint },
    })();
    return {
      accessKeyId: issued.accessKeyId,
      secretAccessKey: issued.secretAccessKey,
      sessionToken: issued.sessionToken ?? '',
      issuedAt,
      expiresAt: issued.expiration?.getTime() ?? issuedAt,
    };
  }

  let forgetting: Promise<void> = Promise.resolve();

  async function fetchCredentials(): Promise<GuestCredentials> {
    await forgetting;
    const kept = await storage.credentials.get(storageKey);
    if (kept !== null && isFresh(kept, now())) return kept;
    const fresh = await requestCredentials()
      .catch(async error => {
        if (!isDeletedIdentity(error)) throw error;
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
    credentials: () => shared(storageKey, fetchCredentials),
    forgetCredentials() {
      forgetting = storage.credentials.remove(storageKey);
      return forgetting;
    },
  };
}

/** An identity can be deleted in the console, or with its pool. Cognito: "Identity 'REGION:GUID' not found." */
const isDeletedIdentity = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'ResourceNotFoundException' &&
  error.message.startsWith('Identity ');

/**
 * Callers that come while a pool's credentials are being fetched get those, whichever bucket or test they ask for:
 * each request of its own could make another guest of the same user.
 */
const shared = singleFlight<GuestCredentials>();
