import type { HeaderRule, Refusal, StoreProfile, UnsupportedConditions } from './profile';

// What is known of other vendors' S3s, by their documentation and by what people report. Where nothing is known, a profile
// has what is harder for a client: conditions and checksums are ignored.

const CHECKSUMS = /^x-amz-(?:(?:sdk-)?checksum-|trailer$)/u;

const CHECKSUMS_IGNORED: HeaderRule = { header: CHECKSUMS, does: 'ignore' };

const NO_CONDITIONS: UnsupportedConditions = {
  put: 'ignored',
  complete: 'ignored',
  copy: 'ignored',
  'copy-source': 'ignored',
  delete: 'ignored',
};

/** Cloudflare's documentation, "S3 API compatibility", "Multipart upload", "S3 extensions"; its words from issue reports. */
const R2: StoreProfile = {
  name: 'Cloudflare R2',
  region: 'auto',
  signedRegions: ['auto', 'us-east-1'],
  conditions: { copy: 'ignored', 'part-copy-source': 'ignored', delete: 'ignored' },
  copyTargetHeader: 'cf-copy-destination-if-none-match',
  headers: [
    {
      header: /^x-amz-tagging/u,
      does: (header, value) => notOfR2(`Header '${header}' with value '${value}'`),
    },
    {
      header: /^x-amz-checksum-algorithm$/u,
      operations: ['CopyObject'],
      does: (header, value) => notOfR2(`Header '${header}' with value '${value}'`),
    },
  ],
  missing: [
    'GetObjectTagging',
    'ListObjectVersions',
    'GetBucketVersioning',
    'PutBucketVersioning',
    'PutBucketPolicy',
    'GetBucketPolicy',
    'DeleteBucketPolicy',
    'PutObjectLockConfiguration',
    'RestoreObject',
  ],
  parts: 'equal',
  completedEtag: 'random',
  failedCompletion: 'aborts',
  metadata: 'rfc2047',
  words: {
    notImplemented: notOfR2,
    unknownKey: ({ length }) =>
      length === 32
        ? { code: 'Unauthorized', message: 'Unauthorized' }
        : { code: 'InvalidArgument', message: `Credential access key has length ${length}, should be 32` },
    wrongSecret: {
      code: 'SignatureDoesNotMatch',
      message:
        'The request signature we calculated does not match the signature you provided. Check your secret access key and signing method.',
    },
    wrongRegion: region => ({
      code: 'InvalidRegionName',
      message: `The region name '${region}' is not valid. Must be one of: wnam, enam, weur, eeur, apac, oc, auto`,
    }),
  },
};

function notOfR2(what: string): Refusal {
  return { code: 'NotImplemented', message: `${what} not implemented` };
}

/** Backblaze's documentation, "S3-compatible API", as of 2025: checksums are kept. */
const B2: StoreProfile = {
  name: 'Backblaze B2',
  region: 'us-west-004',
  conditions: { ...NO_CONDITIONS, put: 'refused' },
  headers: [{ header: /^x-amz-tagging/u, does: notOfB2 }],
  missing: ['GetObjectTagging', 'RestoreObject'],
  versions: 'always',
  words: {
    unknownKey: accessKeyId => ({
      code: 'InvalidAccessKeyId',
      message: `The key '${accessKeyId}' is not valid`,
    }),
    wrongSecret: { code: 'SignatureDoesNotMatch', message: 'Signature validation failed' },
  },
};

/** Until 2025 it took no checksum, in no request. */
const B2_OLD: StoreProfile = {
  ...B2,
  name: 'Backblaze B2 before 2025',
  headers: [...(B2.headers ?? []), { header: CHECKSUMS, does: notOfB2 }],
};

function notOfB2(header: string): Refusal {
  return { code: 'InvalidArgument', message: `Unsupported header '${header}' received for this API call.` };
}

/** MinIO's documentation, "S3 API compatibility", and its source. */
const MINIO: StoreProfile = {
  name: 'MinIO',
  uploadsListed: 'by-exact-key',
  metadataLimit: 'with-prefixes',
  words: {
    unknownKey: () => ({
      code: 'InvalidAccessKeyId',
      message: 'The Access Key Id you provided does not exist in our records.',
    }),
  },
};

/** Releases of 2023 and early 2024. */
const MINIO_OLD: StoreProfile = {
  ...MINIO,
  name: 'MinIO of 2023',
  failedCondition: 304,
  batchDigest: 'content-md5',
  words: {
    ...MINIO.words,
    noDigest: {
      code: 'MissingContentMD5',
      message: 'Missing required header for this request: Content-Md5.',
    },
  },
};

const WASABI: StoreProfile = {
  name: 'Wasabi',
  region: 'eu-central-1',
  conditions: NO_CONDITIONS,
  headers: [CHECKSUMS_IGNORED],
  batchDigest: 'none',
};

/** Ceph's gateway 16 as `test/ceph/known-differences.ts` has it; Hetzner's Object Storage is one. */
const CEPH: StoreProfile = {
  name: 'Ceph (Hetzner)',
  region: 'fsn1',
  signedRegions: 'any',
  conditions: {
    complete: 'ignored',
    copy: 'ignored',
    'copy-source': 'ignored',
    delete: 'ignored',
  },
  conditionsWithVersions: 'ignored',
  headers: [CHECKSUMS_IGNORED],
  batchDigest: 'none',
  completedEtag: 'untold',
};

/** Ceph's, with an own front; its documentation names no tags. */
const SPACES: StoreProfile = {
  ...CEPH,
  name: 'DigitalOcean Spaces',
  region: 'nyc3',
  missing: ['GetObjectTagging'],
};

const SCALEWAY: StoreProfile = {
  name: 'Scaleway',
  region: 'fr-par',
  conditions: NO_CONDITIONS,
  headers: [CHECKSUMS_IGNORED],
  batchDigest: 'none',
  maxParts: 1000,
};

/** Google's documentation, "Interoperability" and "Migrate from Amazon S3"; its words from issue reports. */
const GCS: StoreProfile = {
  name: 'Google Cloud Storage',
  region: 'auto',
  signedRegions: 'any',
  conditions: NO_CONDITIONS,
  headers: [CHECKSUMS_IGNORED, { header: /^x-amz-tagging/u, does: 'ignore' }],
  missing: [
    'DeleteObjects',
    'UploadPartCopy',
    'GetObjectTagging',
    'ListObjectVersions',
    'PutBucketPolicy',
    'GetBucketPolicy',
    'DeleteBucketPolicy',
    'RestoreObject',
  ],
  words: {
    notImplemented: () => ({
      ...{ code: 'NotImplemented', status: 400 },
      message: 'A header or query you provided requested a function that is not implemented.',
    }),
  },
};

/** None in particular: a small server that reads of a request what it can't do without. */
const BARE: StoreProfile = {
  name: 'a bare S3',
  signedRegions: 'any',
  conditions: NO_CONDITIONS,
  headers: [CHECKSUMS_IGNORED, { header: /^x-amz-tagging/u, does: 'ignore' }],
  ignoredParameters: ['encoding-type', 'start-after'],
  missing: ['GetObjectTagging', 'ListObjectVersions', 'GetBucketVersioning', 'RestoreObject'],
  batchDigest: 'none',
};

/** Other vendors' S3s, to be started with `LocalAwsOptions.store`. */
export const STORES = {
  r2: R2,
  b2: B2,
  b2Old: B2_OLD,
  minio: MINIO,
  minioOld: MINIO_OLD,
  wasabi: WASABI,
  spaces: SPACES,
  ceph: CEPH,
  scaleway: SCALEWAY,
  gcs: GCS,
  bare: BARE,
} as const satisfies Readonly<Record<string, StoreProfile>>;
