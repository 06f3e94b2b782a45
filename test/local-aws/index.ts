import { Identities, type IdentityEnd } from './cognito/identities';
import { LoginVerifier } from './cognito/login-verifier';
import type { CognitoBackend } from './cognito/operations';
import { createCognitoService } from './cognito/service';
import { isUserPoolHost, parseAwsHost } from './http/aws-host';
import { type Certificate, createCertificate } from './http/certificate';
import { type LocalServer, listenOnLoopback, type RequestHandler } from './http/local-server';
import { type Interceptor, type LoggedRequest, Traffic } from './http/traffic';
import { type IdentitySession, isSignedIn } from './iam/identity-keys';
import { createKeyring } from './iam/keyring';
import { Policies } from './iam/policies';
import type { PolicyDocument } from './iam/policy-document';
import { SessionKeys } from './iam/session-keys';
import { trusts } from './iam/trust-policy';
import { Users } from './iam/users';
import type {
  AccessKey,
  AccountPolicies,
  BucketSetup,
  LocalAwsOptions,
  PoolSetup,
  UserSetup,
} from './options';
import { putDirectly } from './s3/put-directly';
import { moveToArchiveTier } from './s3/restore-object';
import { createS3Service } from './s3/service';
import type { ArchiveTier } from './store/model';
import { Store } from './store/store';
import type { StoreProfile } from './stores/profile';

export type { CognitoBackend, CognitoCredentials } from './cognito/operations';
export { type LocalServer, listenOnLoopback } from './http/local-server';
export type { InterceptedRequest, Interceptor, LoggedRequest } from './http/traffic';
export type { IdentitySession } from './iam/identity-keys';
export { IDENTITY_VARIABLE, listOf, type PolicyDocument, type PolicyStatement } from './iam/policy-document';
export type {
  AccessKey,
  AccountPolicies,
  BucketSetup,
  CorsRule,
  KmsKeySetup,
  LocalAwsOptions,
  PoolSetup,
  UserSetup,
} from './options';
export { parseAddress } from './s3/address';
export { conditionKeyNames } from './s3/condition-keys';
export { operationOf } from './s3/operation';
export type { HeaderFields } from './sigv4/canonical';
export type { ConditionalWrite, StoreProfile, UnsupportedConditions } from './stores/profile';
export { STORES } from './stores/profiles';

// All that others may import of the local AWS.

/** The S3 and the Cognito Identity of `npm start` and of the tests, on the loopback address only. */
export interface LocalAws {
  /** S3: `http://127.0.0.1:PORT`; buckets also as `http://BUCKET.s3.localhost:PORT`. */
  readonly endpoint: string;
  readonly cognitoEndpoint: string;
  /** The region that requests to S3 are signed for. */
  readonly region: string;
  /** With `tlsRegions`: where AWS's own host names have to lead to, and what is to be trusted there. */
  readonly tls: LocalTls | null;
  /** Keys with every right, to put things in place and to read them back. */
  readonly owner: AccessKey;
  /**
   * Puts objects of the same bytes into a bucket at once, past HTTP, signatures and the log; `storedAt` (milliseconds
   * since 1970) is now unless it is given.
   */
  putAll(
    bucket: string,
    keys: readonly string[],
    bytes: Buffer,
    contentType: string,
    storedAt?: number,
  ): Promise<void>;
  /** As months do with an object of INTELLIGENT_TIERING that nobody reads. */
  moveToArchiveTier(bucket: string, key: string, tier: ArchiveTier): Promise<void>;
  /**
   * What was asked so far, oldest first, the last 20,000. A request is noted before anything is done for it, and how it
   * ended before its answer is sent: whoever has the answer finds all of it here.
   */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  /** Sees every request first, and may answer, delay or drop it. Returns what takes it away again. */
  intercept(interceptor: Interceptor): () => void;
  /** Replaces all identity pools. Identities and credentials already handed out stay. */
  setPools(pools: readonly PoolSetup[]): void;
  /**
   * Replaces all of IAM's users, and with them every access key but the owner's: what was signed with a key that is gone is
   * refused, also by URLs signed before.
   */
  setUsers(users: readonly UserSetup[]): void;
  /** Replaces the policies of the organisation and of the VPC endpoint; there are none at the start. */
  setAccountPolicies(policies: AccountPolicies): void;
  /** Gives the bucket a policy, or takes it away. */
  setBucketPolicy(bucket: string, policy: PolicyDocument | null): Promise<void>;
  /** Deletes all identities handed out so far, or has others sign in as them. Credentials already handed out stay. */
  endIdentities(end: IdentityEnd): Promise<void>;
  /** Cuts every connection, frees the ports and the folder. */
  close(): Promise<void>;
}

/** Both services by HTTPS, told apart by the host that is asked for. */
export interface LocalTls extends Certificate {
  /** `127.0.0.1:PORT` */
  readonly address: string;
}

/** Demo values without any worth, and the same on every machine. */
const OWNER: AccessKey = {
  accessKeyId: 'AKIALOCALAWSOWNER000',
  secretAccessKey: 'localAwsOwnerSecretKeyForTestsOnly000000',
};

/** Starts both services over the data in `dataDir`. Rejects if the folder or a port is in use. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const traffic = new Traffic();
  const open: { close(): Promise<void> }[] = [];
  const close = async () => {
    traffic.close();
    for (const resource of open.splice(0).reverse()) await resource.close(); // the servers before their data
  };
  const opened = <Resource extends { close(): Promise<void> }>(resource: Resource): Resource => {
    open.push(resource);
    return resource;
  };
  try {
    const { dataDir, now = Date.now, credentialLifeSeconds = 3600, unsupportedConditions } = options;
    const profile: StoreProfile = {
      ...(options.store ?? { name: 'AWS' }),
      conditions: { ...options.store?.conditions, ...unsupportedConditions },
    };
    const { region = profile.region ?? 'us-east-1' } = options;
    const store = opened(await Store.open(dataDir));
    const identities = opened(await Identities.open(dataDir));
    const areVersioned = profile.versions === 'always';
    const buckets = (options.buckets ?? []).map(one => (areVersioned ? { ...one, versioned: true } : one));
    await createBuckets(store, buckets, region, now());
    const policies = new Policies(options.pools ?? []);
    const sessions = new SessionKeys(identities.secret);
    const expiration = () => Math.floor(now() / 1000) + credentialLifeSeconds;
    const backend: CognitoBackend = {
      pool: poolId => policies.pool(poolId),
      identities,
      verifier: new LoginVerifier(now),
      issue: async session => {
        if (roleFor(policies.pool(session.poolId), session) === null) return null;
        const issued = sessions.issue({ ...session, expiration: expiration() });
        return {
          AccessKeyId: issued.accessKeyId,
          SecretKey: issued.secretAccessKey,
          SessionToken: issued.sessionToken,
          Expiration: issued.expiration,
        };
      },
      isTooOften: rateLimit(options.cognitoRequestsPerSecond ?? Number.POSITIVE_INFINITY),
    };
    const users = new Users(options.users ?? [], policies);
    const keyring = createKeyring(OWNER, users, sessions, policies, now);
    const { maxRequestBytes = 5 * 1024 ** 3, restoreMs = 0, kmsKeys = [] } = options;
    const context = { store, region, now, profile, maxRequestBytes, restoreMs, kmsKeys };
    const s3Service = createS3Service(context, keyring, traffic);
    const cognitoService = createCognitoService(backend, traffic, now);
    const s3 = opened(await listenOnLoopback(options.s3Port ?? 0, s3Service));
    const cognito = opened(await listenOnLoopback(options.cognitoPort ?? 0, cognitoService));
    const { tlsRegions = [] } = options;
    const certificate = tlsRegions.length === 0 ? null : await createCertificate(tlsRegions);
    const byHost: RequestHandler = (message, response) => {
      const { host = '' } = message.headers;
      if (options.userPools !== undefined && isUserPoolHost(host))
        return options.userPools(message, response);
      const isCognito = parseAwsHost(host)?.service === 'cognito-identity';
      return isCognito ? cognitoService(message, response) : s3Service(message, response);
    };
    const tls = certificate && opened(await listenOnLoopback(0, byHost, certificate));
    return {
      endpoint: s3.url,
      cognitoEndpoint: cognito.url,
      region,
      tls: certificate && tls && { address: new URL(tls.url).host, ...certificate },
      owner: OWNER,
      requests: traffic.log,
      putAll: (...what) => putDirectly(context, ...what),
      moveToArchiveTier: (...what) => moveToArchiveTier(context, ...what),
      clearRequests: () => traffic.clear(),
      intercept: interceptor => traffic.intercept(interceptor),
      setPools: pools => policies.setPools(pools),
      setUsers: all => users.setUsers(all),
      endIdentities: end => identities.endAll(end),
      setAccountPolicies: account => policies.setAccountPolicies(account),
      setBucketPolicy: (bucket, policy) => store.commit({ type: 'policy', bucket, policy }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts a Cognito Identity alone, whose credentials another S3 issues. Its identities are in memory. */
export const startCognito = (backend: Pick<CognitoBackend, 'pool' | 'issue'>): Promise<LocalServer> => {
  const complete = { ...backend, identities: Identities.inMemory(), verifier: new LoginVerifier(Date.now) };
  return listenOnLoopback(0, createCognitoService(complete, new Traffic(), Date.now));
};

/** The role that a pool gives to an identity; null where it has none, or one that does not trust it. */
export function roleFor(pool: PoolSetup | undefined, session: IdentitySession): PolicyDocument | null {
  const setup = isSignedIn(session.amr) ? pool?.users : pool;
  if (setup === undefined || setup.role === 'none') return null;
  return setup.trust === undefined || trusts(setup.trust, session) ? setup.role : null;
}

/** Whether one more of the events of the last second is too many. */
function rateLimit(perSecond: number): () => boolean {
  let recent: number[] = [];
  return () => {
    const now = performance.now();
    recent = recent.filter(at => now - at < 1000);
    if (recent.length >= perSecond) return true;
    recent.push(now);
    return false;
  };
}

async function createBuckets(
  store: Store,
  buckets: readonly BucketSetup[],
  region: string,
  createdAt: number,
): Promise<void> {
  for (const { cors, versioned, policy, ...stored } of buckets) {
    const { name } = stored;
    if (store.bucket(name) === undefined) {
      await store.commit({
        type: 'bucket',
        bucket: { region, createdAt, ...stored },
      });
    }
    if (cors !== undefined) await store.commit({ type: 'cors', bucket: name, rules: cors });
    if (policy !== undefined) await store.commit({ type: 'policy', bucket: name, policy });
    if (versioned === true) await store.commit({ type: 'versioning', bucket: name, status: 'Enabled' });
  }
}
