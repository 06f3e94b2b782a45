import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { afterEach } from 'vitest';
import {
  IDENTITY_VARIABLE,
  type LocalAws,
  type LocalAwsOptions,
  type PoolSetup,
  startLocalAws,
} from './local-aws/index';

/** Guests may put below their own identity id in the bucket `demo`, and nothing else. */
export const GUESTS = {
  id: 'us-east-1:00000000-0000-4000-8000-000000000001',
  guests: true,
  role: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::demo/${IDENTITY_VARIABLE}/*` },
    ],
  },
} as const satisfies PoolSetup;

/** What a test works with; all of it is put away after each test. */
export interface Fixture {
  newDataDir(): Promise<string>;
  /** With an empty bucket `demo`, in a folder of its own unless one is given. */
  start(options?: Partial<LocalAwsOptions>): Promise<LocalAws>;
  /** The owner's client, unless the keys are somebody else's. */
  clientOf(aws: LocalAws, config?: S3ClientConfig): S3Client;
}

export interface GuestKeys {
  readonly id: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** To be called once, at the top of a test file. */
export function useLocalAws(): Fixture {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  const newDataDir = async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'local-aws-test-'));
    cleanups.push(() => rm(dataDir, { recursive: true }));
    return dataDir;
  };
  return {
    newDataDir,
    start: async (options = {}) => {
      const dataDir = options.dataDir ?? (await newDataDir());
      const aws = await startLocalAws({ buckets: [{ name: 'demo' }], ...options, dataDir });
      let closed: Promise<void> | undefined;
      const close = () => {
        closed ??= aws.close(); // a test may have done it
        return closed;
      };
      cleanups.push(close);
      return { ...aws, close };
    },
    clientOf: (aws, config) => {
      const s3 = new S3Client({
        ...{ endpoint: aws.endpoint, region: 'us-east-1', credentials: aws.owner },
        ...{ forcePathStyle: true, maxAttempts: 1 },
        ...config,
      });
      cleanups.push(() => s3.destroy());
      return s3;
    },
  };
}

/** The keys of a new guest, or new keys for one that is known. */
export async function guestKeys(aws: LocalAws, identityId?: string): Promise<GuestKeys> {
  const cognito = new CognitoIdentityClient({
    ...{ region: 'us-east-1', endpoint: aws.cognitoEndpoint, maxAttempts: 1 },
  });
  try {
    const id = identityId ?? (await cognito.send(new GetIdCommand({ IdentityPoolId: GUESTS.id }))).IdentityId;
    const { Credentials } = await cognito.send(new GetCredentialsForIdentityCommand({ IdentityId: id }));
    return {
      id: id ?? '',
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
  } finally {
    cognito.destroy();
  }
}
