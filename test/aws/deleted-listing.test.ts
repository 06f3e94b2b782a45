import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bucket } from '../../src/aws/bucket';
import { copyObject } from '../../src/aws/copies';
import { type DeletedPage, listDeleted } from '../../src/aws/deleted-listing';
import { headObject } from '../../src/aws/head-object';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, openAsGuest, poolThatMay } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();
const never = new AbortController().signal;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const VERSIONED = {
  buckets: [{ name: 'demo', versioned: true }],
  pools: [poolThatMay([], { restore: true })],
};

async function fill(aws: LocalAws, contents: Readonly<Record<string, string | null>>): Promise<void> {
  const { endpoint, owner: credentials } = aws;
  const s3 = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  for (const [name, Body] of Object.entries(contents)) {
    const object = { Bucket: 'demo', Key: name.replace(/#.*/, '') };
    if (Body === null) await s3.send(new DeleteObjectCommand(object));
    else await s3.send(new PutObjectCommand({ ...object, Body, Metadata: { a: '1' } }));
  }
  s3.destroy();
}

async function all(bucket: Bucket, prefix: string): Promise<DeletedPage[]> {
  const pages: DeletedPage[] = [];
  for await (const page of listDeleted(bucket, prefix)) pages.push(page);
  return pages;
}

const photosIn = (pages: readonly DeletedPage[]) => pages.flatMap(({ photos }) => photos);

describe('the listing of deleted photos', () => {
  test('has the last version of each deleted key, in an album and those in it', async () => {
    const aws = await start(VERSIONED);
    await fill(aws, {
      'A/한 🐈+&%.png': 'first',
      'A/한 🐈+&%.png#2': 'the second',
      'A/한 🐈+&%.png#3': null,
      'A/한 🐈+&%.png#4': null,
      'A/back.png': 'x',
      'A/back.png#2': null,
      'A/back.png#3': 'x again',
      'A/in/deeper.png': 'deeper',
      'A/in/deeper.png#2': null,
      'A/there.png': 'x',
      'A/never.png': null,
      'A/': '',
      'A/#2': null,
      'A/empty.png': '',
      'A/empty.png#2': null,
      'B/other.png': 'x',
      'B/other.png#2': null,
      '.shoebox/thumbnails/x.webp': 'x',
      '.shoebox/thumbnails/x.webp#2': null,
    });
    const bucket = openAsGuest(aws);
    expect(photosIn(await all(bucket, 'A/'))).toMatchObject([
      { key: 'A/in/deeper.png', name: 'deeper.png', size: 6 },
      { key: 'A/한 🐈+&%.png', name: '한 🐈+&%.png', size: 10, deletedAt: expect.any(Number) },
    ]);
    expect(photosIn(await all(bucket, '')).map(({ key }) => key)).toEqual([
      'A/in/deeper.png',
      'A/한 🐈+&%.png',
      'B/other.png',
    ]);
  });

  test('has versions that can be copied back, with their metadata', async () => {
    const aws = await start(VERSIONED);
    await fill(aws, { 'A/한 🐈+&%.png': 'a cat', 'A/한 🐈+&%.png#2': null });
    const bucket = openAsGuest(aws);
    const [photo] = photosIn(await all(bucket, 'A/'));
    if (photo === undefined) throw new Error('it was deleted');
    const source = photo;
    const before = await headObject(bucket, source, never);
    await copyObject(bucket, source, photo.key, never);
    const copy = await headObject(bucket, { key: photo.key }, never);
    expect(copy).toEqual({ ...before, lastModified: expect.any(Number) });
    expect(copy).toMatchObject({ size: 5, metadata: { a: '1' } });
    expect(photosIn(await all(bucket, 'A/'))).toEqual([]);
    await expect(copyObject(bucket, source, photo.key, never)).rejects.toMatchObject({ code: 'name-taken' });
    await expect(
      copyObject(bucket, { ...source, versionId: 'gone' }, 'A/b.png', never),
    ).rejects.toMatchObject({ code: 'object-not-found' });
  });

  test('comes page by page, also where a delete marker and its version are on two pages', async () => {
    const aws = await start(VERSIONED);
    const markers: (string | null)[][] = [];
    const versions = (...lines: readonly string[]): string =>
      `<?xml version="1.0" encoding="UTF-8"?><ListVersionsResult><EncodingType>url</EncodingType>${lines.join('')}</ListVersionsResult>`;
    const facts = '<LastModified>2026-01-02T03:04:05.000Z</LastModified>';
    const deletion = `<DeleteMarker><Key>A/a+%2B.png</Key><VersionId>d</VersionId><IsLatest>true</IsLatest>${facts}</DeleteMarker>`;
    const version = `<Version><Key>A/a+%2B.png</Key><VersionId>v</VersionId><IsLatest>false</IsLatest>${facts}<ETag>"e"</ETag><Size>7</Size></Version>`;
    const more =
      '<IsTruncated>true</IsTruncated><NextKeyMarker>A/a+%2B.png</NextKeyMarker><NextVersionIdMarker>d</NextVersionIdMarker>';
    aws.intercept(({ operation, url }) => {
      if (operation !== 'ListObjectVersions') return undefined;
      const { searchParams } = new URL(url, 'http://localhost');
      markers.push([searchParams.get('key-marker'), searchParams.get('version-id-marker')]);
      return { status: 200, body: markers.length === 1 ? versions(more, deletion) : versions(version) };
    });
    expect(await all(openAsGuest(aws), 'A/')).toEqual([
      { isLast: false, photos: [] },
      {
        isLast: true,
        photos: [
          {
            ...{ key: 'A/a +.png', name: 'a +.png', size: 7, etag: 'e', versionId: 'v' },
            ...{ lastModified: Date.UTC(2026, 0, 2, 3, 4, 5), storedAt: Date.UTC(2026, 0, 2, 3, 4, 5) },
            deletedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
          },
        ],
      },
    ]);
    expect(markers).toEqual([
      [null, null],
      ['A/a +.png', 'd'],
    ]);
  });

  test('is empty for a bucket without versioning, and refused to guests without the permission', async () => {
    const unversioned = await start({ ...VERSIONED, buckets: [{ name: 'demo' }] });
    await fill(unversioned, { 'A/a.png': 'x', 'A/a.png#2': null, 'A/b.png': 'x' });
    expect(await all(openAsGuest(unversioned), 'A/')).toEqual([{ photos: [], isLast: true }]);
    const plain = await start(GUEST_BUCKET);
    await expect(all(openAsGuest(plain), 'A/')).rejects.toMatchObject({
      code: 'access-denied',
      detail: { action: 's3:ListBucketVersions', resource: 'arn:aws:s3:::demo' },
    });
  });
});
