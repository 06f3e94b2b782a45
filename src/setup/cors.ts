import { FILE_DATES } from '../core/file-dates';
import { CONTENT_SHA256, ORIGINAL_SHA256, PROVENANCE, TRANSFER_ID } from '../core/provenance';

/** A rule of a bucket's CORS configuration, as the S3 console's editor takes it. */
export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders: readonly string[];
  readonly ExposeHeaders: readonly string[];
  readonly MaxAgeSeconds: number;
}

/** Headers of answers that Shoebox reads. By name: S3 takes no wildcard here. */
const EXPOSED = [
  'ETag',
  'x-amz-checksum-crc32',
  'x-amz-checksum-crc32c',
  'x-amz-checksum-crc64nvme',
  'x-amz-checksum-sha1',
  'x-amz-checksum-sha256',
  'x-amz-checksum-type',
  // For a missing or moved bucket's region, and for a wrong clock.
  'x-amz-bucket-region',
  'Date',
  // By which an object is recognised whose upload was confirmed but the answer got lost.
  `x-amz-meta-${TRANSFER_ID}`,
  // By which the same bytes are recognised.
  `x-amz-meta-${CONTENT_SHA256}`,
  // Where a photo came from, what it was before it was converted, and when a file was changed, or taken by a camera.
  `x-amz-meta-${ORIGINAL_SHA256}`,
  ...Object.values({ ...PROVENANCE, ...FILE_DATES }).map(name => `x-amz-meta-${name}`),
  // How long a busy S3 wants to be left alone.
  'Retry-After',
  // For bug reports to AWS.
  'x-amz-request-id',
  'x-amz-id-2',
];

/**
 * The bucket's CORS rules that let the extension in where the browser was not allowed to.
 * @param extensionOrigin `chrome-extension://…`; Firefox makes a new one for every installation.
 */
export const bucketCors = (extensionOrigin: string): readonly CorsRule[] => [
  {
    AllowedOrigins: [extensionOrigin],
    AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    AllowedHeaders: ['*'],
    ExposeHeaders: EXPOSED,
    // An hour: as long as the credentials. Chrome keeps preflights for two hours at most, Firefox for 24.
    MaxAgeSeconds: 3600,
  },
];
