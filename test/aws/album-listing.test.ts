import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type AlbumPage, listAlbum } from '../../src/aws/album-listing';
import type { Bucket } from '../../src/aws/bucket';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, openAsGuest } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

/** A page of S3's list. The token is Ceph's kind: made of a key, and escaped by XML. */
const listPage = (keys: readonly string[], token: string | null): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>${
    token === null ? '' : `<NextContinuationToken>${token}</NextContinuationToken>`
  }<IsTruncated>${token !== null}</IsTruncated>${keys
    .map(key => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"e"</ETag></Contents>`)
    .join('')}</ListBucketResult>`;

const parameterOf = (url: string, name: string): string | null =>
  new URL(url, 'http://localhost').searchParams.get(name);

async function all(bucket: Bucket, prefix: string): Promise<AlbumPage[]> {
  const pages: AlbumPage[] = [];
  for await (const page of listAlbum(bucket, prefix)) pages.push(page);
  return pages;
}

const namesIn = (pages: readonly AlbumPage[]): string[] =>
  pages.flatMap(({ photos }) => photos.map(({ name }) => name));

describe('the list of an album', () => {
  test('comes page by page; the next is asked for by its token, while the last one is read', async () => {
    const aws = await start(GUEST_BUCKET);
    const tokens: (string | null)[] = [];
    aws.intercept(({ operation, url }) => {
      if (operation !== 'ListObjectsV2') return undefined;
      const token = parameterOf(url, 'continuation-token');
      tokens.push(token);
      const body =
        token === null ? listPage(['A/1.jpg'], 'A/&lt;&#x31;&#50;&amp;&gt;') : listPage(['A/2.jpg'], null);
      return { status: 200, body };
    });
    const listing = listAlbum(openAsGuest(aws), 'A/');
    const first = await listing.next();
    await expect.poll(() => tokens).toEqual([null, 'A/<12&>']);
    const second = await listing.next();
    expect([first.value, second.value]).toMatchObject([
      { isLast: false, photos: [{ key: 'A/1.jpg' }] },
      { isLast: true, photos: [{ key: 'A/2.jpg' }] },
    ]);
    expect((await listing.next()).done).toBe(true);
  });

  test('a page that can’t be had is told when its turn comes, after those before it', async () => {
    const aws = await start(GUEST_BUCKET);
    aws.intercept(({ operation, url }) => {
      if (operation !== 'ListObjectsV2') return undefined;
      return parameterOf(url, 'continuation-token') === null
        ? { status: 200, body: listPage(['A/1.jpg'], 'more') }
        : { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    });
    const listing = listAlbum(openAsGuest(aws), 'A/');
    expect(namesIn([(await listing.next()).value as AlbumPage])).toEqual(['1.jpg']); // not done yet
    await expect(listing.next()).rejects.toMatchObject({ code: 'access-denied' });
  });

  test('ends with what the AWS example put under a double slash', async () => {
    const aws = await start(GUEST_BUCKET);
    aws.intercept(({ operation, url }) => {
      if (operation !== 'ListObjectsV2') return undefined;
      const common = '<CommonPrefixes><Prefix>A//</Prefix></CommonPrefixes></ListBucketResult>';
      return parameterOf(url, 'prefix') === 'A/'
        ? { status: 200, body: listPage(['A/1.jpg'], null).replace('</ListBucketResult>', common) }
        : { status: 200, body: listPage(['A//2.jpg'], null) };
    });
    const pages = await all(openAsGuest(aws), 'A/');
    expect(namesIn(pages)).toEqual(['1.jpg', '2.jpg']);
    expect(pages.map(({ isLast }) => isLast)).toEqual([false, true]);
    expect(pages.flatMap(({ albums }) => albums)).toEqual([]);
  });
});
