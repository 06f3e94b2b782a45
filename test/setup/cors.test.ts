import { expect, it } from 'vitest';
import { bucketCors } from '../../src/setup/cors';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

it('the CORS rules allow the extension’s origin and no other', () => {
  expect(bucketCors(ORIGIN)).toMatchObject([
    {
      AllowedOrigins: [ORIGIN],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      AllowedHeaders: ['*'],
    },
  ]);
});

it('the CORS rules expose the headers that Shoebox reads, each by name, since S3 refuses wildcards', () => {
  const exposed = bucketCors(ORIGIN)[0]?.ExposeHeaders ?? [];
  expect(exposed).toEqual(expect.arrayContaining(['ETag', 'x-amz-checksum-crc32', 'x-amz-checksum-sha256']));
  expect(exposed.join()).not.toContain('*');
});
