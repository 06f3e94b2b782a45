import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { copyObject } from '../../src/aws/copies';
import { deleteObjects, deleteUnchanged } from '../../src/aws/deletions';
import { readObject } from '../../src/aws/get-object';
import { listObjectsOnce } from '../../src/aws/list-objects';
import { completeMultipartUpload, createMultipartUpload, uploadPart } from '../../src/aws/multipart-uploads';
import { presignFor } from '../../src/aws/presign';
import { putObject } from '../../src/aws/put-object';
import { type AccessKeys, KEY_RETENTIONS } from '../../src/core/access-keys';
import { bytes, openWithKeys } from '../aws/local-bucket';
import { type CephGateway, startCephGateway } from './gateway';

// The gateway opened with the keys of one of its S3 users, as people open theirs: no pool, no session token.

const never = new AbortController().signal;

let gateway: CephGateway;

beforeAll(async () => {
  gateway = await startCephGateway();
  const { endpoint, region, owner: credentials } = gateway;
  const owner = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await owner.send(new CreateBucketCommand({ Bucket: 'demo' }));
  owner.destroy();
}, 180_000);

afterAll(() => gateway.close());

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

/** The bucket with these keys; nothing was tested, so that Shoebox looks before it writes. */
const open = (keys: AccessKeys, retention: (typeof KEY_RETENTIONS)[number] = 'session'): Promise<Bucket> =>
  openWithKeys({ ...gateway, cognitoEndpoint: '' }, keys, { retention, tested: null });

const object = (key: string) => ({ key, mediaType: 'image/png', metadata: {} });

test.each(KEY_RETENTIONS)(
  'with access keys that are kept for the %s, Shoebox stores, lists, reads, links to, copies and deletes',
  async retention => {
    const bucket = await open(gateway.owner, retention);
    const keys = ['small.png', 'parts.png', 'copy + 1.png'].map(name => `${retention}/${name}`);
    const [small = '', inParts = '', copy = ''] = keys;
    const etag = await putObject(bucket, { ...object(small), ...(await bytes('small')) }, never);
    const again = putObject(bucket, { ...object(small), ...(await bytes('another')) }, never);
    await expect(again).rejects.toMatchObject({ code: 'name-taken' });
    const upload = await createMultipartUpload(bucket, object(inParts), never);
    const part = await uploadPart(bucket, upload, { partNumber: 1, ...(await bytes('in parts')) }, never);
    await completeMultipartUpload(bucket, upload, [part], never);
    await copyObject(bucket, { key: small, etag, size: 5 }, copy, never);
    const { objects } = await listObjectsOnce(bucket, { prefix: `${retention}/` }, never);
    expect(objects.map(({ key }) => key)).toEqual(keys.toSorted());
    const read = await readObject(bucket, { key: copy }, { etag: null, maxBytes: 100, range: null });
    expect(await read.text()).toBe('small');
    const { url } = await presignFor(bucket, copy, 7 * 24 * 3600);
    expect(await (await fetch(url)).text()).toBe('small');
    await deleteUnchanged(bucket, { key: small, etag, size: 5 }, never);
    const others = [inParts, copy].map(key => ({ key, etag: '', size: 0 }));
    expect((await deleteObjects(bucket, others, never)).size).toBe(0);
    expect((await listObjectsOnce(bucket, { prefix: `${retention}/` }, never)).objects).toEqual([]);
  },
);

test.each([
  ['a key that the gateway does not know', { accessKeyId: 'NOBODYKNOWSTHISKEY00' }, 'access-key-unknown'],
  ['the secret of another key', { secretAccessKey: 'of-another-key' }, 'access-key-mismatch'],
])('with %s, nothing is stored, and that is told', async (_, change, code) => {
  const bucket = await open({ ...gateway.owner, ...change });
  const put = putObject(bucket, { ...object('refused.png'), ...(await bytes('refused')) }, never);
  await expect(put).rejects.toMatchObject({ code });
  const list = listObjectsOnce(bucket, { prefix: '' }, never);
  await expect(list).rejects.toMatchObject({ code });
});
