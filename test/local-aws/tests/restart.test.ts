import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { GUESTS, guestKeys, useLocalAws } from '../../use-local-aws';
import { type AccessKey, startLocalAws } from '../index';

const { newDataDir, start, clientOf } = useLocalAws();

describe('after a restart', () => {
  test('objects, CORS rules, unfinished multipart uploads, identities and credentials are there', async () => {
    const dataDir = await newDataDir();
    const before = await start({ dataDir, pools: [GUESTS] });
    const s3 = clientOf(before);
    const object = { Bucket: 'demo', Key: 'a//😀 %' };
    await s3.send(
      new PutObjectCommand({ ...object, Body: 'hello', ContentType: 'image/png', Metadata: { a: '1' } }),
    );
    await s3.send(
      new PutBucketCorsCommand({
        Bucket: 'demo',
        CORSConfiguration: { CORSRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }] },
      }),
    );
    const upload = { Bucket: 'demo', Key: 'film' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
    await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 3, Body: 'part' }));
    const keys = await guestKeys(before);
    await before.close();

    const after = await start({ dataDir, pools: [GUESTS] });
    const again = clientOf(after);
    const got = await again.send(new GetObjectCommand({ ...object, ChecksumMode: 'ENABLED' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({ ContentType: 'image/png', Metadata: { a: '1' }, ChecksumCRC32: 'NhCmhg==' });
    const { Parts } = await again.send(new ListPartsCommand({ ...upload, UploadId }));
    expect(Parts).toMatchObject([{ PartNumber: 3, Size: 4 }]);
    const guest = clientOf(after, { credentials: keys });
    await guest.send(new PutObjectCommand({ Bucket: 'demo', Key: `${keys.id}/a`, Body: 'x' }));
    expect((await guestKeys(after, keys.id)).id).toBe(keys.id);
    const url = await getSignedUrl(again, new GetObjectCommand(object));
    const fetched = await fetch(url, { headers: { Origin: 'https://a.test' } });
    expect(fetched.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('versions and delete markers are there in their order', async () => {
    const dataDir = await newDataDir();
    const before = await start({ dataDir, buckets: [{ name: 'demo', versioned: true }] });
    const object = { Bucket: 'demo', Key: 'a' };
    for (const Body of ['one', 'two']) await clientOf(before).send(new PutObjectCommand({ ...object, Body }));
    await clientOf(before).send(new DeleteObjectCommand(object));
    const list = new ListObjectVersionsCommand({ Bucket: 'demo' });
    const { Versions, DeleteMarkers } = await clientOf(before).send(list);
    await before.close();
    for (let restart = 0; restart < 2; restart++) {
      const after = await start({ dataDir });
      const found = await clientOf(after).send(list);
      expect([found.Versions, found.DeleteMarkers]).toEqual([Versions, DeleteMarkers]);
      const [{ VersionId } = {}] = Versions ?? [];
      const got = await clientOf(after).send(new GetObjectCommand({ ...object, VersionId }));
      expect(await got.Body?.transformToString()).toBe('two');
      await after.close();
    }
  });

  test('no unreferenced file is left, and a second server in the folder is refused', async () => {
    const dataDir = await newDataDir();
    const aws = await start({ dataDir });
    await expect(startLocalAws({ dataDir })).rejects.toThrow(/in use by process/u);
    const s3 = clientOf(aws);
    for (const Body of ['one', 'two'])
      await s3.send(new PutObjectCommand({ Bucket: 'demo', Key: 'a', Body }));
    const cut = httpRequest(await getSignedUrl(s3, new PutObjectCommand({ Bucket: 'demo', Key: 'b' })), {
      method: 'PUT',
      headers: { 'content-length': 1000 },
    });
    cut.on('error', () => undefined);
    const seen = new Promise<void>(resolve => aws.intercept(({ key }) => void (key === 'b' && resolve())));
    cut.write('only a part of it');
    await seen;
    cut.destroy();
    await aws.close();
    await expect(startLocalAws({ dataDir, s3Port: 1, cognitoPort: -1 })).rejects.toThrow(); // and lets go of it
    const again = await start({ dataDir });
    const { Contents } = await clientOf(again).send(new ListObjectsV2Command({ Bucket: 'demo' }));
    expect(Contents?.map(object => object.Key)).toEqual(['a']);
    const files = await readdir(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true });
    expect(files.filter(file => file.isFile())).toHaveLength(1);
  });

  test('everything that was answered is there, also when the process was killed', async () => {
    const dataDir = await newDataDir();
    const server = fork(new URL('../start.ts', import.meta.url), ['--data', dataDir], {
      execArgv: ['--import', 'tsx'],
    });
    const [ready] = (await once(server, 'message')) as [{ endpoint: string; owner: AccessKey }];
    const { endpoint, owner: credentials } = ready;
    const s3 = new S3Client({
      endpoint,
      region: 'us-east-1',
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    const answered: string[] = [];
    const put = async (Key: string) => {
      await s3.send(new PutObjectCommand({ Bucket: 'demo', Key, Body: `<${Key}>` }));
      answered.push(Key);
      if (answered.length === 20) server.kill('SIGKILL'); // with others on their way
    };
    const exit = once(server, 'exit');
    await Promise.allSettled(Array.from({ length: 60 }, (_, index) => put(`key ${index}`)));
    await exit;
    s3.destroy();
    await appendFile(join(dataDir, 'objects.jsonl'), '{"type":"put","bucket":"de'); // a torn line

    const again = clientOf(await start({ dataDir }));
    expect(answered.length).toBeGreaterThanOrEqual(20);
    const { Contents = [] } = await again.send(new ListObjectsV2Command({ Bucket: 'demo' }));
    expect(Contents.map(object => object.Key)).toEqual(expect.arrayContaining(answered));
    for (const { Key } of Contents) {
      const got = await again.send(new GetObjectCommand({ Bucket: 'demo', Key }));
      expect(await got.Body?.transformToString()).toBe(`<${Key}>`);
    }
  });
});
