import { expect, it } from 'vitest';
import { bucketCors } from '../../src/setup/cors';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

it('lets the extension in, and nobody else', () => {
  expect(bucketCors(ORIGIN)).toMatchObject([
    {
      AllowedOrigins: [ORIGIN],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      AllowedHeaders: ['*'],
    },
  ]);
});

it('shows the headers that Shoebox reads, each by name: S3 refuses wildcards there', () => {
  const exposed = bucketCors(ORIGIN)[0]?.ExposeHeaders ?? [];
  expect(exposed).toEqual(expect.arrayContaining(['ETag', 'x-amz-checksum-crc32', 'x-amz-checksum-sha256']));
  expect(exposed.join()).not.toContain('*');
});
