import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { expectRefusal, newBucket } from './requests';

export function conditionsContract(contract: Contract): void {
  describe('conditional reads', () => {
    contract.holds('answer 304 for what the client has, 412 for what it does not expect', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
      const object = { Bucket, Key: 'a' };
      await expect(s3.send(new GetObjectCommand({ ...object, IfNoneMatch: ETag }))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 304 },
      });
      await expect(
        s3.send(new HeadObjectCommand({ ...object, IfModifiedSince: new Date(Date.now() + 1000) })),
      ).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
      await expectRefusal(
        s3.send(new GetObjectCommand({ ...object, IfMatch: '"other"' })),
        'PreconditionFailed',
        412,
      );
      const got = await s3.send(new GetObjectCommand({ ...object, IfMatch: ETag, IfNoneMatch: '"other"' }));
      expect(await got.Body?.transformToString()).toBe('hello');
    });
  });

  describe('conditional writes', () => {
    contract.holds('refuse to replace with If-None-Match', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const put = (Body: string) =>
        s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body, IfNoneMatch: '*' }));
      await put('first');
      await expectRefusal(put('second'), 'PreconditionFailed', 412);
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
      expect(await got.Body?.transformToString()).toBe('first');
    });

    contract.holds('let exactly one of many parallel writers win', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const writers = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
      const results = await Promise.allSettled(
        writers.map(Body => s3.send(new PutObjectCommand({ Bucket, Key: 'race', Body, IfNoneMatch: '*' }))),
      );
      const winners = writers.filter((_, index) => results[index]?.status === 'fulfilled');
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'race' }));
      expect(winners).toEqual([await got.Body?.transformToString()]);
    });

    contract.holds('replace only the expected entity tag', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'first' }));
      await expectRefusal(
        s3.send(
          new PutObjectCommand({
            Bucket,
            Key: 'a',
            Body: 'x',
            IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"',
          }),
        ),
        'PreconditionFailed',
        412,
      );
      const replace = (IfMatch: string | undefined) =>
        s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'second', IfMatch }));
      if (contract.differs('if-match-wants-no-quotes')) {
        await expectRefusal(replace(ETag), 'PreconditionFailed', 412);
        await replace(ETag?.replaceAll('"', ''));
      } else {
        await replace(ETag);
      }
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
      expect(await got.Body?.transformToString()).toBe('second');
    });
  });
  describe('conditional deletions', () => {
    const two = async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const etags = await Promise.all(
        ['a', 'b'].map(async Key => (await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))).ETag),
      );
      const exists = (Key: string): Promise<boolean> =>
        s3.send(new HeadObjectCommand({ Bucket, Key })).then(
          () => true,
          () => false,
        );
      return { s3, Bucket, etags, exists };
    };
    const OTHER = '"d41d8cd98f00b204e9800998ecf8427e"';

    contract.holdsUnless(
      'delete-ignores-conditions',
      'delete only the expected entity tag',
      async () => {
        const { s3, Bucket, etags, exists } = await two();
        const deletion = (IfMatch: string | undefined) =>
          s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', IfMatch }));
        await expectRefusal(deletion(OTHER), 'PreconditionFailed', 412);
        expect(await exists('a')).toBe(true);
        await deletion(etags[0]);
        expect(await exists('a')).toBe(false);
      },
      async () => {
        const { s3, Bucket, exists } = await two();
        await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', IfMatch: OTHER }));
        expect(await exists('a')).toBe(false);
      },
    );

    contract.holdsUnless(
      'delete-ignores-conditions',
      'are judged key by key in a batch',
      async () => {
        const { s3, Bucket, etags, exists } = await two();
        const Objects = [
          { Key: 'a', ETag: OTHER },
          { Key: 'b', ETag: etags[1] },
        ];
        const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
        expect(Errors).toMatchObject([{ Key: 'a', Code: 'PreconditionFailed' }]);
        expect([await exists('a'), await exists('b')]).toEqual([true, false]);
      },
      async () => {
        const { s3, Bucket, exists } = await two();
        const Objects = [{ Key: 'a', ETag: OTHER }];
        const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
        expect(Errors).toEqual([]);
        expect(await exists('a')).toBe(false);
      },
    );
  });
}
