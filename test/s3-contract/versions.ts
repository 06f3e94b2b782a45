import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import { guest } from './guests';
import type { Contract } from './harness';
import { AWKWARD_NAMES, expectRefusal, newBucket } from './requests';
import { GUEST_BUCKET, POOLS } from './subject';

/** A bucket that keeps what is deleted and replaced. */
async function versionedBucket(contract: Contract, s3: S3Client): Promise<string> {
  const Bucket = await newBucket(contract, s3);
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  return Bucket;
}

export function versionsContract(contract: Contract): void {
  describe('versions', () => {
    contract.holds('are kept of replaced and deleted objects once versioning is enabled', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'first' }));
      const before = await s3.send(new GetBucketVersioningCommand({ Bucket }));
      expect(before.Status).toBeUndefined();
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
      expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
      const { VersionId: second = '' } = await s3.send(
        new PutObjectCommand({ Bucket, Key: 'a', Body: 'second' }),
      );
      expect(second).toMatch(/^[\w./+~-]{8,}$/u);
      const deleted = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      expect(deleted).toMatchObject({ DeleteMarker: true, VersionId: expect.stringMatching(/./u) });
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      expect(DeleteMarkers).toMatchObject([{ Key: 'a', IsLatest: true, VersionId: deleted.VersionId }]);
      expect(Versions).toMatchObject([
        { Key: 'a', IsLatest: false, VersionId: second, Size: 6, ETag: expect.stringMatching(/^"\w{32}"$/u) },
        { Key: 'a', IsLatest: false, VersionId: 'null', Size: 5 },
      ]);
      for (const [VersionId, body] of [
        [second, 'second'],
        ['null', 'first'],
      ]) {
        const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId }));
        expect([await got.Body?.transformToString(), got.VersionId]).toEqual([body, VersionId]);
      }
    });

    contract.holds('of a deleted object are not served without a version id', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      const object = { Bucket, Key: 'a' };
      await s3.send(new PutObjectCommand({ ...object, Body: 'hello' }));
      const { VersionId } = await s3.send(new DeleteObjectCommand(object));
      expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
      await expectRefusal(s3.send(new GetObjectCommand(object)), 'NoSuchKey', 404);
      const getMarker = s3.send(new GetObjectCommand({ ...object, VersionId }));
      if (contract.differs('absent-versions-are-no-such-key'))
        await expectRefusal(getMarker, 'NoSuchKey', 404);
      else await expectRefusal(getMarker, 'MethodNotAllowed', 405);
      await expectRefusal(
        s3.send(new CopyObjectCommand({ ...object, CopySource: `${Bucket}/a` })),
        'NoSuchKey',
      );
    });

    contract.holds('are listed page by page, by key and version', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      for (const Key of ['album/a', 'album/a', 'album/b', 'album/deeper/c', 'album/z', 'other/d'])
        await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
      for (const Key of ['album/a', 'album/deeper/c', 'album/z'])
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      const lines: string[] = [];
      const prefixes: (string | undefined)[] = [];
      let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> = {};
      for (let pages = 0; pages < 20; pages++) {
        const page = await s3.send(
          new ListObjectVersionsCommand({ Bucket, Prefix: 'album/', Delimiter: '/', MaxKeys: 1, ...from }),
        );
        for (const { Key, IsLatest } of page.DeleteMarkers ?? []) lines.push(`${Key} deleted ${IsLatest}`);
        for (const { Key, IsLatest } of page.Versions ?? []) lines.push(`${Key} ${IsLatest}`);
        prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
        if (page.IsTruncated !== true) break;
        from = {
          KeyMarker: page.NextKeyMarker,
          ...(page.NextVersionIdMarker && { VersionIdMarker: page.NextVersionIdMarker }),
        };
      }
      expect(lines).toEqual([
        'album/a deleted true',
        'album/a false',
        'album/a false',
        'album/b true',
        'album/z deleted true',
        'album/z false',
      ]);
      expect(prefixes).toEqual(['album/deeper/']);
    });

    contract.holds('of existing objects are listed also in a bucket without versioning', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'hello' }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
      const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      expect(Versions).toMatchObject([{ Key: 'a', IsLatest: true, VersionId: 'null' }]);
      expect(DeleteMarkers ?? []).toEqual([]);
    });

    contract.holds('are copied over their own delete marker, with their metadata', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      const object = { Bucket, Key: 'album/a.png' };
      const { VersionId } = await s3.send(
        new PutObjectCommand({ ...object, Body: 'hello', ContentType: 'image/png', Metadata: { a: '1' } }),
      );
      await s3.send(new DeleteObjectCommand(object));
      const CopySource = `${Bucket}/album/a.png?versionId=${VersionId}`;
      await s3.send(new CopyObjectCommand({ ...object, CopySource, IfNoneMatch: '*' }));
      const got = await s3.send(new GetObjectCommand(object));
      expect(got).toMatchObject({ ContentType: 'image/png', Metadata: { a: '1' } });
      expect(await got.Body?.transformToString()).toBe('hello');
      expect(got.VersionId).not.toBe(VersionId);
    });

    contract.holds('of any key are found and copied', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      for (const Key of AWKWARD_NAMES) {
        const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
        await s3.send(new DeleteObjectCommand({ Bucket, Key }));
        const CopySource = `${encodeURIComponent(`${Bucket}/${Key}`)}?versionId=${VersionId}`;
        await s3.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
        const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
        expect(await got.Body?.transformToString()).toBe(Key);
      }
      const list = await s3.send(new ListObjectVersionsCommand({ Bucket, EncodingType: 'url' }));
      const { Versions = [], EncodingType } = list;
      expect(EncodingType).toBe('url');
      const keys = Versions.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')));
      expect(new Set(keys)).toEqual(new Set(AWKWARD_NAMES));
    });

    contract.holds('that do not exist are not found', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      const object = { Bucket, Key: 'a' };
      const { VersionId } = await s3.send(new PutObjectCommand({ ...object, Body: 'hello' }));
      await s3.send(new DeleteObjectCommand({ ...object, VersionId }));
      await expectRefusal(s3.send(new HeadObjectCommand({ ...object, VersionId })), 'NotFound', 404);
      const copy = { ...object, Key: 'b', CopySource: `${Bucket}/a?versionId=${VersionId}` };
      await expectRefusal(
        s3.send(new CopyObjectCommand(copy)),
        contract.differs('absent-versions-are-no-such-key') ? 'NoSuchKey' : 'NoSuchVersion',
        404,
      );
    });

    contract.holds('that are delete markers count as absent in a conditional write', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      const object = { Bucket, Key: 'a' };
      await s3.send(new PutObjectCommand({ ...object, Body: 'hello' }));
      await s3.send(new DeleteObjectCommand(object));
      const put = new PutObjectCommand({ ...object, Body: 'again', IfNoneMatch: '*' });
      await s3.send(put);
      if (contract.differs('versioned-writes-ignore-conditions')) await s3.send(put);
      else await expectRefusal(s3.send(put), 'PreconditionFailed', 412);
    });

    contract.holds('are current again when their delete marker is deleted, also in a batch', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      for (const Key of ['a', 'b']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
      const batch = { Objects: [{ Key: 'a' }, { Key: 'b' }] };
      const { Deleted = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: batch }));
      const markers = Deleted.toSorted((a, b) => (a.Key ?? '').localeCompare(b.Key ?? ''));
      expect(markers).toMatchObject(batch.Objects.map(object => ({ ...object, DeleteMarker: true })));
      const [a, b] = markers.map(({ DeleteMarkerVersionId }) => DeleteMarkerVersionId);
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: a }));
      await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b', VersionId: b }] } }));
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      expect(Contents.map(({ Key }) => Key)).toEqual(['a', 'b']);
    });

    contract.holds('are listed and read by guests who are allowed that, and never removed', async () => {
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      const Bucket = GUEST_BUCKET;
      await contract.client().send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      const [allowed, other] = [await guest(contract, POOLS.restorers), await guest(contract)];
      for (const { s3, id } of [allowed, other]) {
        await s3.send(new PutObjectCommand({ Bucket, Key: `${id}/a`, Body: id }));
        await s3.send(new DeleteObjectCommand({ Bucket, Key: `${id}/a` }));
      }
      const list = ({ s3, id }: { readonly s3: S3Client; readonly id: string }) =>
        s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: `${id}/` }));
      await expectRefusal(list(other), 'AccessDenied', 403);
      await expectRefusal(list({ ...allowed, id: other.id }), 'AccessDenied', 403);
      const { Versions = [], DeleteMarkers = [] } = await list(allowed);
      const object = { Bucket, Key: `${allowed.id}/a`, VersionId: Versions[0]?.VersionId };
      const got = await allowed.s3.send(new GetObjectCommand(object));
      expect(await got.Body?.transformToString()).toBe(allowed.id);
      for (const VersionId of [object.VersionId, DeleteMarkers[0]?.VersionId])
        await expectRefusal(
          allowed.s3.send(new DeleteObjectCommand({ ...object, VersionId })),
          'AccessDenied',
          403,
        );
      const CopySource = `${encodeURIComponent(`${Bucket}/${object.Key}`)}?versionId=${object.VersionId}`;
      await allowed.s3.send(new CopyObjectCommand({ Bucket, Key: object.Key, CopySource }));
      await expectRefusal(
        other.s3.send(new CopyObjectCommand({ Bucket, Key: `${other.id}/b`, CopySource })),
        'AccessDenied',
        403,
      );
    });

    contract.holds('are no longer made when versioning is suspended', async () => {
      const s3 = contract.client();
      const Bucket = await versionedBucket(contract, s3);
      const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'kept' }));
      const VersioningConfiguration = { Status: 'Suspended' } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      for (const Body of ['lost', 'now']) await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body }));
      const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      expect(Versions.map(version => version.VersionId)).toEqual(['null', VersionId]);
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      const left = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      expect(left.DeleteMarkers).toMatchObject([{ IsLatest: true, VersionId: 'null' }]);
      expect(left.Versions).toMatchObject([{ VersionId }]);
    });
  });
}
