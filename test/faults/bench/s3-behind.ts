import { join } from 'node:path';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { inject } from 'vitest';
import { startCognitoOverSts } from '../../ceph/cognito-over-sts';
import { startCephGateway } from '../../ceph/gateway';
import { BUCKET, GUEST_POOL } from '../../e2e/world';
import { startLocalAws } from '../../local-aws/index';
import type { BucketPlace } from './bucket-truth';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the fault bench, as the project in `vitest.config.ts` says. */
    readonly s3BehindTheProxy: 'local' | 'ceph';
  }
}

/** The S3 that stands behind the proxy, with a bucket and a Cognito that lets guests into it. */
export interface S3Behind extends BucketPlace {
  readonly cognitoEndpoint: string;
  close(): Promise<void>;
}

/**
 * Whether it is Ceph's gateway, which differs where `test/ceph/known-differences.ts` says. For these tests it matters
 * that it tells no checksums, so that nobody can say whether an object or a part that is there has the same bytes.
 */
export const IS_CEPH = inject('s3BehindTheProxy') === 'ceph';

/** How to start it. */
export interface S3BehindOptions {
  readonly dataDir: string;
  /** The clock of the local S3; the gateway has this computer's. */
  readonly now: () => number;
  /** Whether the bucket keeps what is overwritten and deleted. */
  readonly versioned: boolean;
}

export const startS3Behind = (options: S3BehindOptions): Promise<S3Behind> =>
  IS_CEPH ? startCeph(options) : startLocal(options);

async function startLocal({ dataDir, now, versioned }: S3BehindOptions): Promise<S3Behind> {
  const { endpoint, cognitoEndpoint, owner, close } = await startLocalAws({
    dataDir: join(dataDir, 's3'),
    buckets: [{ name: BUCKET, versioned }],
    pools: [GUEST_POOL],
    now,
  });
  return { endpoint, cognitoEndpoint, owner, close, region: 'us-east-1', bucket: BUCKET };
}

async function startCeph({ versioned }: S3BehindOptions): Promise<S3Behind> {
  const gateway = await startCephGateway();
  const { endpoint, region, owner } = gateway;
  const s3 = new S3Client({ endpoint, region, credentials: owner, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  if (versioned) {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration }));
  }
  s3.destroy();
  const cognito = await startCognitoOverSts(gateway, [GUEST_POOL]);
  return {
    ...{ endpoint, region, owner, bucket: BUCKET, cognitoEndpoint: cognito.endpoint },
    async close() {
      await cognito.close();
      await gateway.close();
    },
  };
}
