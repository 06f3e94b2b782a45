import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import type { TestedCapabilities } from '../../src/aws/capabilities';
import { copyObject } from '../../src/aws/copies';
import { deleteUnchanged } from '../../src/aws/deletions';
import { completeMultipartUpload, createMultipartUpload, uploadPart } from '../../src/aws/multipart-uploads';
import { putObject } from '../../src/aws/put-object';
import { bytes, openAsGuest, poolThatMay, settingsOf } from '../aws/local-bucket';
import { type ConnectionTestRun, foundBy, runConnectionTest } from '../aws/run-connection-test';
import { type CognitoOverSts, startCognitoOverSts } from './cognito-over-sts';
import { type CephGateway, startCephGateway } from './gateway';
import { ignoredByCeph } from './known-differences';

// Shoebox's own requests under conditions, against a gateway that ignores most of them.

const BUCKET = 'demo';
const never = new AbortController().signal;

let gateway: CephGateway;
let cognito: CognitoOverSts;
let owner: S3Client;

beforeAll(async () => {
  gateway = await startCephGateway();
  const { endpoint, region, owner: credentials } = gateway;
  owner = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await owner.send(new CreateBucketCommand({ Bucket: BUCKET }));
  cognito = await startCognitoOverSts(gateway, [poolThatMay()]);
}, 180_000);

afterAll(async () => {
  owner.destroy();
  await cognito.close();
  await gateway.close();
});

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const services = () => ({ endpoint: gateway.endpoint, cognitoEndpoint: cognito.endpoint });

async function tested(): Promise<{
  readonly run: ConnectionTestRun;
  readonly found: TestedCapabilities;
}> {
  const run = await runConnectionTest(settingsOf(services()));
  if (run.tested === null) throw new Error(JSON.stringify(foundBy(run)));
  return { run, found: run.tested };
}

const content = async (key: string): Promise<string | undefined> =>
  (await owner.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))).Body?.transformToString();

const object = (key: string) => ({ key, mediaType: 'image/png', metadata: {} });

/** Ways to store `text` under a key; all that comes before is done when it is handed out. */
const WRITERS = {
  async put(bucket: Bucket, key: string, text: string) {
    const whole = { ...object(key), ...(await bytes(text)) };
    return () => putObject(bucket, whole, never);
  },
  async complete(bucket: Bucket, key: string, text: string) {
    const upload = await createMultipartUpload(bucket, object(key), never);
    const part = await uploadPart(bucket, upload, { partNumber: 1, ...(await bytes(text)) }, never);
    return () => completeMultipartUpload(bucket, upload, [part], never);
  },
  async copy(bucket: Bucket, key: string, text: string) {
    const from = `${key} from ${text}`;
    const etag = await putObject(bucket, { ...object(from), ...(await bytes(text)) }, never);
    return () => copyObject(bucket, { key: from, etag, size: text.length }, key, never);
  },
};
const PAIRS = Object.values(WRITERS).flatMap(one =>
  Object.values(WRITERS).map(other => [one, other] as const),
);

describe.each([false, true])(
  'Shoebox’s requests to a bucket of Ceph’s gateway, with versions: %s,',
  isVersioned => {
    beforeAll(async () => {
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      if (isVersioned)
        await owner.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration }));
    });

    test('pass the connection test, which finds out which conditions are ignored', async () => {
      const { run, found } = await tested();
      const ignored = Object.entries(found).filter(([, heed]) => heed === 'ignored');
      const expected = ignoredByCeph(isVersioned);
      expect(ignored.map(([name]) => name).sort()).toEqual([...expected].sort());
      expect(foundBy(run)).toMatchObject({
        overwrite: ['degraded', 'names-not-refused'],
        delete: ['degraded', 'deletions-not-refused'],
      });
      expect(run.steps.filter(({ state }) => state === 'failed')).toEqual([]);
    });

    test('keep the first of two pictures of one name, one after the other and at once', async () => {
      const bucket = openAsGuest(services(), (await tested()).found);
      for (const [index, writers] of PAIRS.entries()) {
        for (const atOnce of [false, true]) {
          const key = `${isVersioned}/${index} ${atOnce}.png`;
          const writes: (() => Promise<unknown>)[] = [];
          for (const [number, writer] of writers.entries())
            writes.push(await writer(bucket, key, `${number}`));
          const results: PromiseSettledResult<unknown>[] = [];
          if (atOnce) results.push(...(await Promise.allSettled(writes.map(write => write()))));
          else for (const write of writes) results.push(...(await Promise.allSettled([write()])));
          const stored = results.findIndex(({ status }) => status === 'fulfilled');
          expect(results[1 - stored], key).toMatchObject({ reason: { code: 'name-taken' } });
          expect(await content(key)).toBe(`${stored}`);
        }
      }
    });

    test('keep a picture that was replaced since it was seen', async () => {
      const bucket = openAsGuest(services(), (await tested()).found);
      const key = `${isVersioned}/replaced.png`;
      const etag = await putObject(bucket, { ...object(key), ...(await bytes('first')) }, never);
      await deleteUnchanged(bucket, { key, etag, size: 5 }, never);
      await putObject(bucket, { ...object(key), ...(await bytes('second')) }, never);
      const again = deleteUnchanged(bucket, { key, etag, size: 5 }, never);
      await expect(again).rejects.toMatchObject({ code: 'photo-changed' });
      expect(await content(key)).toBe('second');
    });
  },
);
