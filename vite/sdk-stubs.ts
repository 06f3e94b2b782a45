import { SDK_REWRITTEN, type SdkStub } from './sdk-rewritten.ts';

const AWS_CORE = '@aws-sdk/core/dist-es/submodules';
const CHECKSUMS = '@aws-sdk/checksums/dist-es/submodules';
const MIDDLEWARE = '@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3';
const S3 = '@aws-sdk/client-s3/dist-es';
const SMITHY_CORE = '@smithy/core/dist-es/submodules';
const STORAGE = '@aws-sdk/lib-storage/dist-es';

/** Is never called. */
const unused = (module: string): SdkStub => ({ module, code: '' });

/** Makes a step of every request, which would hand on each as it is. */
const noPlugin = (module: string, name: string): SdkStub => ({
  module,
  code: `export const ${name} = () => ({ applyToStack() {} });`,
});

/** Completes a client's configuration with what nothing reads. */
const sameConfig = (module: string, name: string): SdkStub => ({
  module,
  code: `export const ${name} = config => config;`,
});

/**
 * What the build leaves out of the AWS SDK, or has shorter. The tests in `test/aws` run with these as well as without
 * (the project `aws-as-built`).
 */
export const SDK_STUBS: readonly SdkStub[] = [
  ...SDK_REWRITTEN,

  // For SelectObjectContent, the only operation of S3 that answers with a stream of events.
  {
    module: `${SMITHY_CORE}/event-streams/index.browser.js`,
    code: `
      export const resolveEventStreamSerdeConfig = config => config;
      export const eventStreamSerdeProvider = () => ({});`,
  },

  // Tells AWS who made the client and what it uses of it. Shoebox sends no more than it must.
  noPlugin(`${AWS_CORE}/client/middleware-user-agent/user-agent-middleware.js`, 'getUserAgentPlugin'),
  sameConfig(`${AWS_CORE}/client/middleware-user-agent/configurations.js`, 'resolveUserAgentConfig'),
  {
    module: `${AWS_CORE}/client/util-user-agent-browser/defaultUserAgent.js`,
    code: 'export const createDefaultUserAgentProvider = () => undefined;',
  },
  { module: `${AWS_CORE}/client/setFeature.js`, code: 'export const setFeature = () => {};' },
  // There is no logger.
  noPlugin(`${AWS_CORE}/client/middleware-logger/loggerMiddleware.js`, 'getLoggerPlugin'),
  unused(`${SMITHY_CORE}/client/smithy-client/schemaLogFilter.js`),
  // Credentials are kept by `src/aws/identity-credentials.ts`, which knows better how long.
  {
    module: '@smithy/core/dist-es/legacy-root-exports/util-identity-and-auth/memoizeIdentityProvider.js',
    code: 'export const memoizeIdentityProvider = provider => provider;',
  },
  // Kinds of values that none of the operations has: JSON and lists in headers, numbers of any length.
  unused(`${SMITHY_CORE}/serde/lazy-json.js`),
  unused(`${SMITHY_CORE}/serde/split-header.js`),
  unused(`${SMITHY_CORE}/serde/split-every.js`),
  unused(`${SMITHY_CORE}/serde/value/NumericValue.js`),
  // Browsers say by themselves how long a body is.
  noPlugin(
    `${SMITHY_CORE}/protocols/middleware-content-length/contentLengthMiddleware.js`,
    'getContentLengthPlugin',
  ),
  // The settings have checked it.
  {
    module: `${SMITHY_CORE}/config/config-resolver/regionConfig/checkRegion.js`,
    code: 'export const checkRegion = () => {};',
  },
  // What can wait for longer is sent once by the SDK (`src/requests/retry-policy.ts`).
  {
    module: `${SMITHY_CORE}/retry/middleware-retry/parseRetryAfterHeader.js`,
    code: 'export const parseRetryAfterHeader = () => undefined;',
  },
  {
    module: `${SMITHY_CORE}/config/config-resolver/regionConfig/getRealRegion.js`,
    code: 'export const getRealRegion = region => region;',
  },
  {
    module: `${SMITHY_CORE}/client/smithy-client/defaults-mode.js`,
    code: 'export const loadConfigsForDefaultMode = () => ({});',
  },
  // For browsers without `crypto.randomUUID`.
  {
    module: `${SMITHY_CORE}/serde/uuid/v4.js`,
    code: 'export const bindV4 = () => () => crypto.randomUUID();',
  },
  // There are no extensions, and no defaults mode but the default.
  sameConfig(`${S3}/runtimeExtensions.js`, 'resolveRuntimeExtensions'),
  {
    module: `${SMITHY_CORE}/config/defaults-mode/resolveDefaultsModeConfig.browser.js`,
    code: `export const resolveDefaultsModeConfig = () => async () => 'legacy';`,
  },
  // The retry mode is `standard`.
  unused(`${SMITHY_CORE}/retry/util-retry/AdaptiveRetryStrategy.js`),

  // Directory buckets (S3 Express), whose names the settings refuse.
  noPlugin(`${MIDDLEWARE}/middleware-s3-express/functions/s3ExpressMiddleware.js`, 'getS3ExpressPlugin'),
  noPlugin(
    `${MIDDLEWARE}/middleware-s3-express/functions/s3ExpressHttpSigningMiddleware.js`,
    'getS3ExpressHttpSigningPlugin',
  ),
  unused(`${MIDDLEWARE}/middleware-s3-express/classes/S3ExpressIdentityProviderImpl.js`),
  unused(`${S3}/commands/CreateSessionCommand.js`),
  // `followRegionRedirects` is off: the user is told which region it is (`src/aws/aws-failure.ts`).
  noPlugin(
    `${MIDDLEWARE}/middleware-region-redirect/region-redirect-middleware.js`,
    'getRegionRedirectMiddlewarePlugin',
  ),
  // The settings refuse a bucket's name with a slash.
  noPlugin(
    `${MIDDLEWARE}/middleware-validate-bucket-name/validate-bucket-name.js`,
    'getValidateBucketNamePlugin',
  ),
  // Does nothing in browsers.
  noPlugin(
    `${MIDDLEWARE}/middleware-expect-continue/middleware-expect-continue.js`,
    'getAddExpectContinuePlugin',
  ),
  // Warns of a stream without a length.
  noPlugin(
    `${MIDDLEWARE}/middleware-check-content-length-header/check-content-length-header.js`,
    'getCheckContentLengthHeaderPlugin',
  ),
  // Encryption with keys of the customer's own (SSE-C).
  noPlugin(`${MIDDLEWARE}/middleware-ssec/middleware-ssec.js`, 'getSsecPlugin'),

  {
    // Signs for all regions at once, as multi-region access points want it; a bucket here has one region.
    module: '@aws-sdk/signature-v4-multi-region/dist-es/SignatureV4MultiRegion.js',
    code: `export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';`,
  },
  {
    // Asks the endpoint how to sign, and keeps credentials, which `src/aws/identity-credentials.ts` does. S3 alone wants
    // keys escaped once.
    module: `${S3}/auth/httpAuthSchemeProvider.js`,
    code: `
      import { SignatureV4 } from '@smithy/signature-v4';
      export const defaultS3HttpAuthSchemeParametersProvider = async ({ region }) => ({ region: await region() });
      export const defaultS3HttpAuthSchemeProvider = ({ region }) => [{
        schemeId: 'aws.auth#sigv4',
        signingProperties: { signingName: 's3', signingRegion: region, disableDoubleEncoding: true },
        propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
      }];
      const signerOf = async config =>
        new SignatureV4({ ...config, region: await config.region(), service: 's3', uriEscapePath: false });
      export const resolveHttpAuthSchemeConfig = config =>
        Object.assign(config, {
          authSchemePreference: async () => [],
          systemClockOffset: 0,
          signer: () => signerOf(config),
        });`,
  },
  unused(`${AWS_CORE}/httpAuthSchemes/aws_sdk/AwsSdkSigV4ASigner.js`),
  // A worker has WebCrypto; what the SDK hashes here is far below the 8 MiB from which on it does without.
  unused(`${SMITHY_CORE}/checksum/sha256/Sha256Js.js`),

  // Bodies are sent with a CRC-32 or a SHA-256.
  unused(`${CHECKSUMS}/sha/index.browser.js`),
  unused(`${SMITHY_CORE}/checksum/md5/Md5Js.js`),
  unused(`${CHECKSUMS}/crc/crc32c/Crc32cJs.js`),
  unused(`${CHECKSUMS}/crc/crc64-nvme/Crc64NvmeJs.js`),
  // Verifies answers by their checksum, which the clients are told not to do.
  ...['flexibleChecksumsInputMiddleware', 'flexibleChecksumsResponseMiddleware'].map(name => ({
    module: `${CHECKSUMS}/flexible-checksums/${name}.js`,
    code: `
      export const ${name} = () => next => next;
      export const ${name}Options = { name: '${name}', relation: 'after', toMiddleware: 'deserializerMiddleware' };`,
  })),
  // For bodies that are streams; what the SDK sends here are strings.
  unused(`${SMITHY_CORE}/serde/util-stream/createBufferedReadable.browser.js`),
  unused(`${SMITHY_CORE}/serde/util-stream/getAwsChunkedEncodingStream.browser.js`),
  unused(`${SMITHY_CORE}/checksum/hash-blob-browser/blobHasher.js`),
  // Nor does it read bodies that are streams (`src/aws/get-object.ts` does).
  unused(`${SMITHY_CORE}/serde/util-stream/sdk-stream-mixin.browser.js`),
  {
    // Collects from all over the client's configuration what the SDK's own rules for endpoints want to know.
    module: `${SMITHY_CORE}/endpoints/middleware-endpoint/adaptors/getEndpointFromInstructions.js`,
    code: `
      import { resolveParamsForS3 } from '../service-customizations';
      const urlOf = ({ protocol, hostname, port, path }) =>
        protocol + '//' + hostname + (port ? ':' + port : '') + path;
      export const bindGetEndpointFromInstructions = () => async ({ Bucket }, _instructions, config) => {
        const { endpoint, endpointProvider, forcePathStyle: ForcePathStyle, region } = config;
        const own = endpoint && { Endpoint: urlOf(await endpoint()) };
        return endpointProvider(await resolveParamsForS3({ Bucket, ForcePathStyle, Region: await region(), ...own }));
      };`,
  },

  {
    // Of the ways to cut a body into parts, the one for what `src/aws/managed-upload.ts` hands over; the others, for
    // streams and Node's Buffer, are 20 KB.
    module: `${STORAGE}/chunker.js`,
    code: `export { getChunkUint8Array as getChunk } from '@aws-sdk/lib-storage/dist-es/chunks/getChunkUint8Array.js';`,
  },
  { module: `${STORAGE}/byteLength.js`, code: 'export const byteLength = body => body.byteLength;' },
  {
    module: `${STORAGE}/byteLengthSource.js`,
    code: `export const byteLengthSource = () => 'byteLength';`,
  },

  // Dates as lists and headers of S3 have them, which the engine reads, and writes, by itself.
  {
    module: `${SMITHY_CORE}/serde/date-utils.js`,
    code: 'export const dateToUtcString = date => date.toUTCString();',
  },
  unused(`${SMITHY_CORE}/serde/parse-utils.js`),
  {
    module: `${SMITHY_CORE}/serde/schema-serde-lib/schema-date-utils.js`,
    code: `
      const dated = value => {
        if (value == null) return undefined;
        const date = new Date(value);
        if (Number.isNaN(date.getTime())) throw new TypeError('no date: ' + value);
        return date;
      };
      export { dated as _parseRfc3339DateTimeWithOffset, dated as _parseRfc7231DateTime };
      export const _parseEpochTimestamp = value => dated(value == null ? value : value * 1000);`,
  },
  {
    // Where identities are kept is always said (`src/aws/cognito.ts`).
    module: '@aws-sdk/credential-provider-cognito-identity/dist-es/localStorage.js',
    code: 'export const localStorage = () => undefined;',
  },
  {
    // The client is ours (`src/aws/cognito.ts`), and reads the input of the commands.
    module: '@aws-sdk/credential-provider-cognito-identity/dist-es/loadCognitoIdentity.js',
    code: `
      class Command { constructor(input) { this.input = input; } }
      export { Command as GetCredentialsForIdentityCommand, Command as GetIdCommand };`,
  },
];

/** What lib-storage's `Upload` gets in place of two packages that it imports. */
export const STORAGE_IMPORTS: Readonly<Record<string, string>> = {
  events: 'export class EventEmitter {}',
  // `src/aws/managed-upload.ts` tells two of the commands by their class, and reads the input of the others.
  '@aws-sdk/client-s3': `
    export { CompleteMultipartUploadCommand, CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
    class Command { constructor(input) { this.input = input; } }
    export {
      Command as AbortMultipartUploadCommand,
      Command as PutObjectCommand,
      Command as PutObjectTaggingCommand,
      Command as UploadPartCommand,
    };
    export const ChecksumAlgorithm = {};`,
};
