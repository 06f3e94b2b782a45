import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { bucketArn, objectsArn } from '../core/arn';
import { ShoeboxError } from '../core/failure';
import { s3Origin } from '../core/service-hosts';
import type { Settings } from '../core/settings';
import { awsFailure } from './aws-failure';
import { type CredentialStorage, type GuestIdentity, guestIdentity } from './guest-credentials';

/** The one bucket of the settings, with clients that sign as its guest. */
export interface Bucket {
  readonly settings: Settings;
  readonly guest: GuestIdentity;
  readonly host: string;
  /** For what a page waits for: tries again by itself, a few times. */
  readonly s3: S3Client;
  /** For transfers, which have their own way of trying again: sends every request once. */
  readonly s3Once: S3Client;
  /** Signs what is sent without the SDK's long way to a request. */
  readonly signer: SignatureV4;
  /** The time by S3's clock, as far as it is known. Milliseconds since 1970. */
  now(): number;
  /** Runs one request; what AWS refuses comes out as a ShoeboxError that names `action` on `key` (or the bucket). */
  attempt<Output>(action: S3Action, key: string, request: () => Promise<Output>): Promise<Output>;
}

/** The actions that a guest's policy has to allow: no more than these, and those of versions only for what needs them. */
export type S3Action =
  | 's3:ListBucket'
  | 's3:ListBucketMultipartUploads'
  | 's3:ListBucketVersions'
  | 's3:GetObject'
  | 's3:GetObjectVersion'
  | 's3:PutObject'
  | 's3:DeleteObject'
  | 's3:AbortMultipartUpload'
  | 's3:ListMultipartUploadParts';

const onBucket = (action: S3Action): boolean => action.startsWith('s3:ListBucket');

export function openBucket(settings: Settings, storage: CredentialStorage, onIdentity?: () => void): Bucket {
  const guest = guestIdentity(settings, storage, onIdentity);
  const { host } = new URL(s3Origin(settings));
  let clients = newClients(settings, guest);

  return {
    settings,
    guest,
    host,
    get s3() {
      return clients.s3;
    },
    get s3Once() {
      return clients.s3Once;
    },
    get signer() {
      return clients.signer;
    },
    now: () => Date.now() + clients.s3Once.config.systemClockOffset,
    async attempt(action, key, request) {
      const used = clients;
      try {
        return await request();
      } catch (error) {
        const resource = onBucket(action) ? bucketArn(settings) : objectsArn(settings);
        const { bucket, region } = settings;
        const failure = awsFailure(error, { action, key, resource, bucket, region, host });
        used.shareClock();
        // Many requests may hear of it; only those that were signed with the present credentials tell anything of them.
        if (isExpired(failure) && used === clients) {
          clients = newClients(settings, guest, used.s3Once.config.systemClockOffset); // clients remember credentials as well
          await guest.forgetCredentials();
        }
        throw failure;
      }
    },
  };
}

interface Clients {
  readonly s3: S3Client;
  readonly s3Once: S3Client;
  readonly signer: SignatureV4;
  /** What one client has learned of the server's clock, the other need not find out. */
  shareClock(): void;
}

function newClients(settings: Settings, guest: GuestIdentity, systemClockOffset = 0): Clients {
  const s3 = newClient(settings, guest, systemClockOffset, 3);
  const s3Once = newClient(settings, guest, systemClockOffset, 1);
  const signer = new SignatureV4({
    credentials: s3Once.config.credentials,
    region: settings.region,
    service: 's3',
    sha256: s3Once.config.sha256,
    uriEscapePath: false, // S3 alone wants keys escaped once
  });
  return {
    s3,
    s3Once,
    signer,
    shareClock() {
      const offset = s3Once.config.systemClockOffset || s3.config.systemClockOffset;
      s3.config.systemClockOffset = offset;
      s3Once.config.systemClockOffset = offset;
    },
  };
}

function newClient(
  settings: Settings,
  guest: GuestIdentity,
  systemClockOffset: number,
  maxAttempts: number,
): S3Client {
  return new S3Client({
    region: settings.region,
    ...(settings.endpoint && { endpoint: settings.endpoint }),
    forcePathStyle: settings.pathStyle,
    credentials: async () => {
      const { expiresAt, accessKeyId, secretAccessKey, sessionToken } = await guest.credentials();
      return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt) };
    },
    systemClockOffset,
    maxAttempts,
    // The SDK's own checksums can't read a Blob in a worker; what we send ourselves has ours.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

const isExpired = (failure: unknown): boolean =>
  failure instanceof ShoeboxError && failure.code === 'credentials-expired';
