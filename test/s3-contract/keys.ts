import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { newBucket } from './requests';

/** All of them are one key to whoever folds dots, as URL parsers do, or composes letters, as file systems do. */
const TWINS = ['Trip/a.jpg', 'Trip/./a.jpg', 'Trip/x/../a.jpg', 'Trip//a.jpg', 'Trip///a.jpg'];
const ALBUMS = ['Gr\u00fc\u00dfe/a.jpg', 'Gru\u0308\u00dfe/a.jpg'];

const readAt = async (s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> =>
  (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

export function keysContract(contract: Contract): void {
  describe('keys', () => {
    contract.holds('that a browser would make one are as many objects', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const keys = [...TWINS, ...ALBUMS];
      for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
      for (const key of keys) expect(await readAt(s3, Bucket, key)).toBe(key);
    });

    contract.holds('with segments of dots are copied from and deleted in a batch as they are', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      for (const Key of TWINS) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
      for (const [index, key] of TWINS.entries()) {
        const CopySource = [Bucket, ...key.split('/')].map(encodeURIComponent).join('/');
        await s3.send(new CopyObjectCommand({ Bucket, Key: `copy-${index}`, CopySource }));
        expect(await readAt(s3, Bucket, `copy-${index}`)).toBe(key);
      }
      const [kept = '', ...gone] = TWINS;
      const Objects = gone.map(Key => ({ Key }));
      await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'Trip/' }));
      expect(Contents.map(({ Key }) => Key)).toEqual([kept]);
      expect(await readAt(s3, Bucket, kept)).toBe(kept);
    });

    contract.holds(
      'are told encoded to whoever asks for that, which the answer says, and else as they are',
      async () => {
        const s3 = contract.client();
        const Bucket = await newBucket(contract, s3);
        const Key = 'Trip/100%41 a+b.jpg';
        await s3.send(new PutObjectCommand({ Bucket, Key, Body: '' }));
        const encoded = await s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
        expect(encoded.EncodingType).toBe('url');
        expect(encoded.Contents?.[0]?.Key).toMatch(/^Trip(?:\/|%2F)100%2541(?:\+|%20)a%2Bb\.jpg$/);
        const plain = await s3.send(new ListObjectsV2Command({ Bucket }));
        expect([plain.EncodingType, plain.Contents?.[0]?.Key]).toEqual([undefined, Key]);
      },
    );
  });
}
