import { expect, test } from 'vitest';
import { bareETag, decodeKey, objectInfo, objectMetadata } from '../../src/aws/object-mapping';

test.each([
  ['"9b2cf535f27731c974343645a3985328"', '9b2cf535f27731c974343645a3985328'],
  ['9b2cf535f27731c974343645a3985328', '9b2cf535f27731c974343645a3985328'],
  ['W/"a-2"', 'W/a-2'],
  ['""', ''],
  [undefined, ''],
  [null, ''],
])('the entity tag %j has no quotes: %j', (etag, bare) => {
  expect(bareETag(etag)).toBe(bare);
});

test('keys that a list has encoded are decoded, spaces among them', () => {
  const key = decodeKey('My+album/%EA%B3%A0%EC%96%91%EC%9D%B4%2B1.jpg', { EncodingType: 'url' });
  expect(key).toBe('My album/고양이+1.jpg');
});

test.each(['Trip/100%.jpg', 'Trip/a+b.jpg', 'Trip/%41.jpg'])(
  'the key %s of a list that does not say that it encodes keys is taken as it is',
  key => expect(decodeKey(key, {})).toBe(key),
);

test('an escape that is none makes no list fail', () => {
  expect(decodeKey('100%.jpg', { EncodingType: 'url' })).toBe('100%.jpg');
});

test('an entry of a list becomes an object with bare entity tag and time in milliseconds', () => {
  const entry = { Key: 'A/a%20b.jpg', Size: 3, ETag: '"e"', LastModified: new Date(5000) };
  const object = objectInfo(entry, { EncodingType: 'url' });
  expect(object).toEqual({ key: 'A/a b.jpg', size: 3, etag: 'e', lastModified: 5000 });
});

test('the answer to HEAD becomes metadata, without the fields that S3 does not tell', () => {
  const answer = {
    ...{ $metadata: {}, ContentLength: 3, ETag: '"e-2"', LastModified: new Date(5000) },
    ...{ ContentType: 'image/png', CacheControl: 'no-cache', Metadata: { a: 'b' } },
    ...{ ChecksumSHA256: 'c-2', ChecksumType: 'COMPOSITE' as const },
  };
  expect(objectMetadata('a', answer)).toEqual({
    ...{ key: 'a', size: 3, etag: 'e-2', lastModified: 5000, metadata: { a: 'b' } },
    headers: { 'content-type': 'image/png', 'cache-control': 'no-cache' },
    ...{ checksums: { sha256: 'c-2' }, isComposite: true },
  });
});
