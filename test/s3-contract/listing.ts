import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { AWKWARD_NAMES, expectRefusal, newBucket } from './requests';

/** Undoes `encoding-type=url`, whichever way the server writes a space. */
const decode = (name: string | undefined) => decodeURIComponent((name ?? '').replaceAll('+', ' '));

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

async function allPages(
  s3: S3Client,
  input: ListObjectsV2CommandInput,
): Promise<ListObjectsV2CommandOutput[]> {
  const pages: ListObjectsV2CommandOutput[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ ...input, EncodingType: 'url', ContinuationToken: token }),
    );
    pages.push(page);
    token = page.NextContinuationToken;
    expect(page.IsTruncated).toBe(token !== undefined);
  } while (token !== undefined);
  return pages;
}

function namesOf(pages: readonly ListObjectsV2CommandOutput[]): { keys: string[]; prefixes: string[] } {
  return {
    keys: pages.flatMap(page => (page.Contents ?? []).map(object => decode(object.Key))),
    prefixes: pages.flatMap(page => (page.CommonPrefixes ?? []).map(common => decode(common.Prefix))),
  };
}

/** What S3 lists, computed the simple way. */
function expectedNames(keys: readonly string[], prefix: string, delimiter: string) {
  const below = keys.filter(key => key.startsWith(prefix)).sort(byBytes);
  const commonOf = (key: string) => {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return end < 0 ? undefined : key.slice(0, end + delimiter.length);
  };
  return {
    keys: below.filter(key => commonOf(key) === undefined),
    prefixes: [...new Set(below.flatMap(key => commonOf(key) ?? []))],
  };
}

async function fill(s3: S3Client, Bucket: string, keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map(Key => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))));
}

export function listingContract(contract: Contract): void {
  describe('ListObjectsV2', () => {
    contract.holds('tells size, entity tag and time, and counts keys', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
      const page = await s3.send(new ListObjectsV2Command({ Bucket }));
      expect(page).toMatchObject({ KeyCount: 1, MaxKeys: 1000, IsTruncated: false, Name: Bucket });
      expect(page.Contents).toMatchObject([
        { Key: 'a', Size: 5, ETag: '"5d41402abc4b2a76b9719d911017c592"' },
      ]);
    });

    contract.holds('gives every name back, in the order of UTF-8 bytes', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await fill(s3, Bucket, AWKWARD_NAMES);
      expect(namesOf(await allPages(s3, { Bucket })).keys).toEqual([...AWKWARD_NAMES].sort(byBytes));
      expect(namesOf(await allPages(s3, { Bucket, MaxKeys: 3 })).keys).toEqual(
        [...AWKWARD_NAMES].sort(byBytes),
      );
    });

    contract.holds('rolls up by delimiter, and counts common prefixes to max-keys', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const keys = ['a/1', 'a/2', 'a/b/3', 'b', 'c/', 'c/1', 'd', 'e//1', 'e/2', 'é/1'];
      await fill(s3, Bucket, keys);
      const pages = await allPages(s3, { Bucket, Delimiter: '/', MaxKeys: 2 });
      expect(pages.map(page => page.KeyCount)).toEqual([2, 2, 2]);
      expect(namesOf(pages)).toEqual(expectedNames(keys, '', '/'));
      expect(namesOf(await allPages(s3, { Bucket, Delimiter: '/', Prefix: 'a/' }))).toEqual({
        keys: ['a/1', 'a/2'],
        prefixes: ['a/b/'],
      });
      expect(namesOf(await allPages(s3, { Bucket, Delimiter: '/', Prefix: 'e/' }))).toEqual({
        keys: ['e/2'],
        prefixes: ['e//'],
      });
      expect(namesOf(await allPages(s3, { Bucket, Prefix: 'c/' })).keys).toEqual(['c/', 'c/1']);
    });

    contract.holds('agrees with a naive listing for random keys, prefixes and page sizes', async () => {
      const s3 = contract.client();
      const name = fc.array(fc.constantFrom('a', 'b', '/', '😀', '\uffee', ' ', '%', '+'), {
        minLength: 1,
        maxLength: 5,
      });
      const names = fc.uniqueArray(
        name.map(parts => parts.join('')),
        { minLength: 1, maxLength: 12 },
      );
      await fc.assert(
        fc.asyncProperty(
          names,
          fc.constantFrom('', 'a', 'a/', '😀', '/'),
          fc.constantFrom('', '/', 'b'),
          fc.integer({ min: 1, max: 5 }),
          async (keys, Prefix, Delimiter, MaxKeys) => {
            const Bucket = await newBucket(contract, s3);
            await fill(s3, Bucket, keys);
            const pages = await allPages(s3, {
              Bucket,
              Prefix,
              MaxKeys,
              ...(Delimiter !== '' && { Delimiter }),
            });
            expect(namesOf(pages)).toEqual(expectedNames(keys, Prefix, Delimiter));
          },
        ),
        { numRuns: 25, seed: 20270131 }, // the same keys each time: the gateway makes buckets slowly
      );
    });

    contract.holds('starts after the key of StartAfter', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await fill(s3, Bucket, ['a', 'b', 'c/1', 'd']);
      const keysAfter = async (StartAfter: string) =>
        namesOf(await allPages(s3, { Bucket, StartAfter })).keys;
      expect(await keysAfter('b')).toEqual(['c/1', 'd']);
      expect(await keysAfter('bb')).toEqual(['c/1', 'd']);
      expect(await keysAfter('z')).toEqual([]);
    });
  });

  describe('DeleteObjects', () => {
    contract.holds('deletes many, whether they are there or not', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await fill(s3, Bucket, [...AWKWARD_NAMES, 'kept']);
      const { Deleted = [], Errors = [] } = await s3.send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Objects: [...AWKWARD_NAMES, 'absent'].map(Key => ({ Key })) },
        }),
      );
      expect(Errors).toEqual([]);
      expect(Deleted.map(object => object.Key).sort()).toEqual([...AWKWARD_NAMES, 'absent'].sort());
      expect(namesOf(await allPages(s3, { Bucket })).keys).toEqual(['kept']);
    });

    contract.holds('says nothing about successes when quiet', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await fill(s3, Bucket, ['a']);
      const answer = await s3.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: [{ Key: 'a' }] } }),
      );
      expect([answer.Deleted ?? [], answer.Errors ?? []]).toEqual([[], []]);
      expect(namesOf(await allPages(s3, { Bucket })).keys).toEqual([]);
    });

    contract.holds('takes 1 to 1000 keys', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const deleteMany = (count: number) =>
        s3.send(
          new DeleteObjectsCommand({
            Bucket,
            Delete: { Objects: Array.from({ length: count }, (_, index) => ({ Key: `k${index}` })) },
          }),
        );
      await deleteMany(1000);
      if (contract.differs('delete-objects-limits')) {
        await expect(deleteMany(1001)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
        await deleteMany(0);
      } else {
        await expectRefusal(deleteMany(1001), 'MalformedXML', 400);
        await expectRefusal(deleteMany(0), 'MalformedXML', 400);
      }
    });
  });
}
