import { ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Settings } from '../../src/core/settings';
import { STORES, type StoreProfile } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, settingsOf } from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';

// What the connection test finds out of each store: a store that lacks something is degraded, and none fails.

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const LOOKS_FIRST = {
  overwrite: ['degraded', 'names-not-refused'],
  delete: ['degraded', 'deletions-not-refused'],
};
/** By the policy of guests, which do not need it. */
const DENIED = { versions: ['skipped', 'access-denied'] };
const NO_VERSIONS = { versions: ['skipped', 'versions-missing'] };

const EXPECTED: { readonly [Name in keyof typeof STORES]: Readonly<Record<string, readonly string[]>> } = {
  r2: { ...LOOKS_FIRST, ...NO_VERSIONS },
  b2: { ...LOOKS_FIRST, ...DENIED },
  b2Old: { ...LOOKS_FIRST, ...DENIED, store: ['degraded', 'checksums-refused'] },
  minio: DENIED,
  minioOld: DENIED,
  wasabi: { ...LOOKS_FIRST, ...DENIED },
  spaces: { ...LOOKS_FIRST, ...DENIED },
  ceph: { ...LOOKS_FIRST, ...DENIED },
  scaleway: { ...LOOKS_FIRST, ...DENIED },
  gcs: { ...LOOKS_FIRST, ...NO_VERSIONS, store: ['degraded', 'deletions-one-by-one', 'no-part-copies'] },
  bare: { ...LOOKS_FIRST, ...NO_VERSIONS, store: ['degraded', 'list-from-start'] },
};

/** What is remembered of what it refuses. */
const REFUSED: { readonly [Name in keyof typeof STORES]?: readonly string[] } = {
  b2Old: ['checksums'],
  gcs: ['batchDeletion', 'partCopies'],
};

test.each(Object.keys(EXPECTED) as (keyof typeof STORES)[])('%s', async name => {
  const store: StoreProfile = STORES[name];
  const region = store.region ?? 'us-east-1';
  const aws = await start({ ...GUEST_BUCKET, region, store });
  const settings: Settings = { ...settingsOf(aws), region };
  const result = await runConnectionTest(settings);
  expect(foundBy(result)).toEqual({ ...EXPECTED[name], outside: ['skipped', 'whole-bucket'] });
  expect(result.tested).toMatchObject({
    ...{ refused: REFUSED[name] ?? [], storesDamaged: false },
    ...(EXPECTED[name]['versions']?.includes('versions-missing') && { keepsDeleted: false }),
  });
  expect(result.isRemoved).toBe(true);
  const owner = clientOf(aws, { region });
  const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket: 'demo' }));
  const { Uploads = [] } = await owner.send(new ListMultipartUploadsCommand({ Bucket: 'demo' }));
  expect([...Contents, ...Uploads].map(({ Key }) => Key)).toEqual([]);
});
