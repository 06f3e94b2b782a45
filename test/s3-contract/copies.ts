import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { AWKWARD_NAMES, expectRefusal, newBucket } from './requests';

export function copiesContract(contract: Contract): void {
  describe('copies', () => {
    contract.holds('carry metadata along, or replace it', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: 'a',
          Body: 'hello',
          ContentType: 'image/png',
          Metadata: { a: '1' },
        }),
      );
      const CopySource = `${Bucket}/a`;
      const { CopyObjectResult } = await s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource }));
      const etag = '5d41402abc4b2a76b9719d911017c592';
      expect(CopyObjectResult?.ETag).toBe(contract.differs('copy-etag-unquoted') ? etag : `"${etag}"`);
      const changed = { ContentType: 'image/webp', Metadata: { b: '2' } };
      await s3.send(
        new CopyObjectCommand({ Bucket, Key: 'c', CopySource, MetadataDirective: 'REPLACE', ...changed }),
      );
      const [b, c] = await Promise.all(['b', 'c'].map(Key => s3.send(new GetObjectCommand({ Bucket, Key }))));
      expect(b).toMatchObject({ ContentType: 'image/png', Metadata: { a: '1' } });
      expect(c).toMatchObject({ ContentType: 'image/webp', Metadata: { b: '2' } });
      expect([await b?.Body?.transformToString(), await c?.Body?.transformToString()]).toEqual([
        'hello',
        'hello',
      ]);
    });

    contract.holds('carry tags along', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', Tagging: 'who=me&what=a%20cat' }));
      const CopySource = `${Bucket}/a`;
      await s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource }));
      const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'b' }));
      expect(TagSet).toHaveLength(2);
      expect(TagSet).toContainEqual({ Key: 'what', Value: 'a cat' });
    });

    contract.holds('work for any key to any key, from bucket to bucket', async () => {
      const s3 = contract.client();
      const [from, to] = [await newBucket(contract, s3), await newBucket(contract, s3)];
      for (const Key of AWKWARD_NAMES) {
        await s3.send(new PutObjectCommand({ Bucket: from, Key, Body: Key }));
        const CopySource = encodeURIComponent(`${from}/${Key}`);
        await s3.send(new CopyObjectCommand({ Bucket: to, Key, CopySource }));
        const got = await s3.send(new GetObjectCommand({ Bucket: to, Key }));
        expect(await got.Body?.transformToString()).toBe(Key);
      }
    });

    contract.holds('onto themselves without a change, or without a source, are refused', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
      const copy = { Bucket, Key: 'a', CopySource: `${Bucket}/a` };
      await expectRefusal(s3.send(new CopyObjectCommand(copy)), 'InvalidRequest', 400);
      await s3.send(new CopyObjectCommand({ ...copy, MetadataDirective: 'REPLACE', Metadata: { a: '1' } }));
      const absent = { ...copy, CopySource: `${Bucket}/absent` };
      await expectRefusal(s3.send(new CopyObjectCommand(absent)), 'NoSuchKey', 404);
    });

    const copyOver = async (
      conditions: { readonly IfNoneMatch: string } | { readonly CopySourceIfMatch: string },
    ) => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      for (const Key of ['a', 'b']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
      await s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a`, ...conditions }));
    };
    contract.holdsUnless(
      'copy-ignores-conditions',
      'honour conditions on source and target',
      async () => {
        await expectRefusal(copyOver({ IfNoneMatch: '*' }), 'PreconditionFailed', 412);
        await expectRefusal(copyOver({ CopySourceIfMatch: '"other"' }), 'PreconditionFailed', 412);
      },
      async () => {
        await copyOver({ IfNoneMatch: '*' });
        await copyOver({ CopySourceIfMatch: '"other"' });
      },
    );
  });
}
