import type { S3Client } from '@aws-sdk/client-s3';
import type { SignatureV4 } from '@smithy/signature-v4';
import { accessKeysPlace } from '../core/access-keys';
import { bucketArn, objectsArn } from '../core/arn';
import { ShoeboxError } from '../core/failure';
import { abortable } from '../core/promises';
import { s3Origin } from '../core/s3-url';
import type { Settings } from '../core/settings';
import { accessKeyIdentity } from './access-key-identity';
import { awsFailure, isUnknownToken } from './aws-failure';
import { findServerDate, withBucketRegion } from './bucket-region';
import { type Capabilities, openCapabilities, type TestedCapabilities } from './capabilities';
import type { Identity } from './identity';
import { type CredentialStorage, poolIdentity, type ServerClock } from './identity-credentials';
import { newS3Clients } from './s3-clients';

/** The one bucket of the settings, with clients that sign as the identity that it has in the pool, or with access keys. */
export interface Bucket {
  readonly settings: Settings;
  readonly identity: Identity;
  readonly host: string;
  /** For what a page waits for: tries again by itself, a few times. */
  readonly s3: S3Client;
  /** For transfers, which have their own way of trying again: sends every request once. */
  readonly s3Once: S3Client;
  /** Signs what is sent without the SDK's long way to a request. */
  readonly signer: SignatureV4;
  /** What its S3 does of what not all do. */
  readonly capabilities: Capabilities;
  /**
   * The time by S3's clock, as far as it is known: the `Date` of its answers tells it to the second, and lags by the time
   * that they took. This computer's clock where that header can't be read. Milliseconds since 1970.
   */
  now(): number;
  /**
   * Takes the `Date` of an answer that has just come; null where the header can't be read. The SDK learns the same from the
   * answers to its own requests, and signs by it; nothing is signed by what is told here.
   */
  observeServerDate(date: string | null): void;
  /**
   * Asks S3 for its time, once, where no answer has told it yet: credentials of a pool come with it, access keys do not. Never
   * rejects; where S3 does not tell, this computer's clock stays what is known.
   */
  learnServerDate(): Promise<void>;
  /**
   * Runs one request, and once more where it was refused for its credentials, with others; what AWS refuses comes out as a
   * ShoeboxError that names `action` on `key` (or the bucket).
   */
  attempt<Output>(action: S3Action, key: string, request: () => Promise<Output>): Promise<Output>;
  /**
   * {@link attempt} of one request by the SDK that is tried once. Nothing is sent when the signal is aborted, and then it
   * rejects with the signal's reason, whatever it waits for.
   */
  sendOnce<Output>(
    action: S3Action,
    key: string,
    signal: AbortSignal,
    send: SendCommand<Output>,
  ): Promise<Output>;
}

/** Sends a command with a client that tries once. */
export type SendCommand<Output> = (
  s3: S3Client,
  options: { readonly abortSignal: AbortSignal },
) => Promise<Output>;

/** What may be known of a bucket before it is opened. */
export interface BucketOptions {
  /** What the connection test found out; null when it was not run. */
  readonly tested: TestedCapabilities | null;
  /** Told when the identity is known. */
  readonly onIdentity?: (identityId: string) => void;
  /** The one identity that the folder is for; absent, anybody's who has credentials of the pool. */
  readonly only?: string | undefined;
}

/** The actions that the policy of a role has to allow: no more than these, and those of versions only for what needs them. */
export type S3Action =
  | 's3:ListBucket'
  | 's3:ListBucketMultipartUploads'
  | 's3:ListBucketVersions'
  | 's3:GetObject'
  | 's3:GetObjectVersion'
  | 's3:GetObjectTagging'
  | 's3:GetObjectVersionTagging'
  | 's3:PutObject'
  | 's3:DeleteObject'
  | 's3:AbortMultipartUpload'
  | 's3:ListMultipartUploadParts';

const onBucket = (action: S3Action): boolean => action.startsWith('s3:ListBucket');

export function openBucket(
  settings: Settings,
  storage: CredentialStorage,
  { tested, onIdentity, only }: BucketOptions,
): Bucket {
  const clock: ServerClock = { systemClockOffset: 0 };
  const identity: Identity =
    settings.access === 'keys'
      ? accessKeyIdentity(settings, storage.accessKeys)
      : poolIdentity(settings, storage, clock, { onIdentity, only });
  const { host } = new URL(s3Origin(settings));
  const capabilities = openCapabilities(settings, tested);
  const clients = newS3Clients(settings, identity, clock, capabilities);
  /** How often credentials were forgotten since S3 refused them. */
  let refusals = 0;
  /** When S3 last called a session token invalid, by `performance.now()`. */
  let tokenRefusedAt = Number.NEGATIVE_INFINITY;
  /** How far S3's clock is ahead of this computer's, by the answers that the SDK did not see. */
  let offsetMs: number | null = null;
  let asked: Promise<void> | null = null;

  /**
   * Has the next request sign with other credentials, where those of a refused one are still in use. `seen`: `refusals` as
   * it was when that request began; many may be refused together.
   * @throws ShoeboxError where others were refused like these a moment ago
   */
  async function renewCredentials(failure: ShoeboxError, seen: number): Promise<void> {
    if (refusals !== seen) return;
    if (isUnknownToken(failure.cause)) {
      const before = tokenRefusedAt;
      tokenRefusedAt = performance.now();
      if (tokenRefusedAt - before < SAME_REFUSAL_MS)
        throw failure.code === 'credentials-expired'
          ? new ShoeboxError('session-token-refused', {}, { cause: failure.cause })
          : failure;
    }
    refusals += 1;
    await identity.forgetCredentials();
  }

  const bucket: Bucket = {
    settings,
    identity,
    host,
    ...clients,
    capabilities,
    now: () => Date.now() + (clock.systemClockOffset || (offsetMs ?? 0)),
    observeServerDate(date) {
      const at = Date.parse(date ?? '');
      if (!Number.isNaN(at)) offsetMs = at - Date.now();
    },
    async learnServerDate() {
      if (offsetMs !== null || clock.systemClockOffset !== 0) return;
      // Once for all: a thousand links are signed at a time.
      asked ??= findServerDate(settings).then(bucket.observeServerDate);
      await asked;
    },
    sendOnce: (action, key, signal, send) =>
      bucket.attempt(action, key, async () => {
        signal.throwIfAborted();
        return abortable(signal, send(clients.s3Once, { abortSignal: signal }));
      }),
    async attempt(action, key, request) {
      for (let tries = 1; ; tries++) {
        const seen = refusals;
        const used = await identity.accessKeys?.current();
        try {
          return await request();
        } catch (error) {
          const resource = onBucket(action) ? bucketArn(settings) : objectsArn(settings);
          const { bucket, region, access } = settings;
          const failure = awsFailure(error, { action, key, resource, bucket, region, host, access });
          if (used !== undefined && isRefusalOfKeys(failure)) {
            if (tries === 1 && (await identity.accessKeys?.current()) !== used) continue; // entered meanwhile
            const detail = { place: accessKeysPlace(settings), entered: used };
            const refused = new ShoeboxError(failure.code, detail, { cause: failure.cause });
            throw (await identity.accessKeys?.refused(refused)) ?? refused;
          }
          // Nothing was done that was refused for its credentials.
          if (!isRefusalOfCredentials(failure)) throw await withBucketRegion(failure, settings);
          await renewCredentials(failure, seen);
          if (tries === 2) throw failure;
        }
      }
    },
  };
  return bucket;
}

/** New credentials whose token is refused within this time after the ones before are refused for the same reason. */
const SAME_REFUSAL_MS = 5 * 60_000;

/** Others have to be entered before anything goes on. */
const isRefusalOfKeys = (failure: unknown): failure is ShoeboxError =>
  failure instanceof ShoeboxError &&
  (failure.code === 'access-key-unknown' || failure.code === 'access-key-mismatch');

/** In a region that is not enabled new ones do not help; nobody can tell that from credentials that have gone bad. */
const isRefusalOfCredentials = (failure: unknown): failure is ShoeboxError =>
  failure instanceof ShoeboxError &&
  (failure.code === 'credentials-expired' || failure.code === 'region-not-enabled');
