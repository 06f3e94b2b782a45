import { S3Client, type ServiceInputTypes, type ServiceOutputTypes } from '@aws-sdk/client-s3';
import { bucketArn, objectsArn } from '../core/arn';
import { ShoeboxError } from '../core/failure';
import { s3Origin } from '../core/service-hosts';
import type { Settings } from '../core/settings';
import { awsFailure } from './aws-failure';
import { sendBlobsWithChecksum } from './blob-checksum';
import { type CredentialStorage, type GuestIdentity, guestIdentity } from './guest-credentials';

/** The one bucket of the settings, with a client that signs as its guest. */
export interface Bucket {
  readonly settings: Settings;
  readonly guest: GuestIdentity;
  readonly s3: S3Client;
  /** Runs one request; what AWS refuses comes out as a ShoeboxError that names `action` on `key` (or the bucket). */
  attempt<Output>(action: S3Action, key: string, request: () => Promise<Output>): Promise<Output>;
}

/** The actions that a guest's policy has to allow: no more than these. */
export type S3Action = 's3:ListBucket' | 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject';

export function openBucket(settings: Settings, storage: CredentialStorage, onIdentity?: () => void): Bucket {
  const guest = guestIdentity(settings, storage, onIdentity);
  let s3 = newClient(settings, guest);

  return {
    settings,
    guest,
    get s3() {
      return s3;
    },
    async attempt(action, key, request) {
      try {
        return await request();
      } catch (error) {
        const failure = awsFailure(error, {
          action,
          key,
          resource: action === 's3:ListBucket' ? bucketArn(settings) : objectsArn(settings),
          bucket: settings.bucket,
          region: settings.region,
          host: new URL(s3Origin(settings)).host,
        });
        if (isExpired(failure)) {
          await guest.forgetCredentials();
          s3 = newClient(settings, guest); // the client remembers credentials as well
        }
        throw failure;
      }
    },
  };
}

function newClient(settings: Settings, guest: GuestIdentity): S3Client {
  const s3 = new S3Client({
    region: settings.region,
    ...(settings.endpoint && { endpoint: settings.endpoint }),
    forcePathStyle: settings.pathStyle,
    credentials: async () => {
      const { expiresAt, accessKeyId, secretAccessKey, sessionToken } = await guest.credentials();
      return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt) };
    },
    // The SDK's own checksums can't read a Blob in a worker; `sendBlobsWithChecksum` brings ours.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  s3.middlewareStack.use(sendBlobsWithChecksum<ServiceInputTypes, ServiceOutputTypes>());
  return s3;
}

const isExpired = (failure: unknown): boolean =>
  failure instanceof ShoeboxError && failure.code === 'credentials-expired';
