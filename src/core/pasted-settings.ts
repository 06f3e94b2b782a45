import { bucketNameProblem, isIdentityPoolId, isLegacyBucketName, isRegion, userPoolIn } from './aws-names';
import { regionalOrigin } from './aws-partition';
import { percentDecoded } from './encoding';
import { splitExtension } from './object-key';
import { isKnownRegion, regionIn } from './region-names';
import type { SettingsInput } from './settings';

/** The settings that something pasted speaks of. */
export type PastedSettings = Partial<
  Pick<SettingsInput, 'bucket' | 'region' | 'folder' | 'endpoint' | 'pathStyle' | 'identityPoolId' | 'issuer'>
>;

const AWS_REGION = '[a-z]{2,4}(?:-[a-z]+)+-\\d+';

/** Amazon's hosts for S3: REST, dual-stack, FIPS, accelerated and website endpoints, with or without a bucket in front. */
const S3_HOST = new RegExp(
  '^(?:(?<bucket>.+)\\.)?' +
    's3(?:-fips|-accelerate|-website)?(?:\\.dualstack)?' +
    `(?:[.-](?<region>${AWS_REGION}))?\\.amazonaws\\.(?:com(?:\\.cn)?|eu)$`,
);

const AMAZON_HOST = /(^|\.)(amazon|amazonaws|aws)(-us-gov|-eusc)?\.(com|cn|eu)(\.cn)?$/;

/** Of the pages of the AWS console, in each partition. */
export const CONSOLE_HOST = new RegExp(
  `(?:^|\\.)(?:(?<region>${AWS_REGION})\\.)?console\\.(?:aws\\.amazon\\.com|amazonaws\\.cn|amazonaws-us-gov\\.com|amazonaws-eusc\\.eu)$`,
);

/** Also an old bucket's name: in which region that may be is the settings' rule. */
const isBucketName = (text: string | undefined): text is string =>
  text !== undefined && (bucketNameProblem(text) === null || isLegacyBucketName(text));

/**
 * The folder that a key or prefix speaks of, without slashes at its ends. Of `photos/cat.jpg` and `photos/*`
 * that is `photos`: people paste the address of what they have in front of them, often a single object.
 */
function folderOf(key: string): string {
  const segments = key.split('/');
  const last = segments.at(-1) ?? '';
  const isFolder = splitExtension(last).extension === '' && !/[*?]/.test(last);
  return (isFolder ? segments : segments.slice(0, -1)).join('/').replace(/^\/+|\/+$/g, '');
}

const withFolder = (pasted: PastedSettings, key: string): PastedSettings => {
  const folder = folderOf(key);
  return folder === '' ? pasted : { ...pasted, folder };
};

/** A key out of a URL's path. */
const decoded = (path: string): string => percentDecoded(path) ?? path;

/** `arn:aws:s3:::BUCKET/KEY` and `s3://BUCKET/KEY`, which hold the key as it is, not percent-encoded. */
function fromArnOrS3Uri(text: string): PastedSettings | null {
  const groups = /^(?:arn:aws[a-z-]*:s3:::|s3:\/\/)(?<bucket>[^/]+)(?:\/(?<key>.*))?$/i.exec(text)?.groups;
  const bucket = groups?.['bucket'];
  return isBucketName(bucket) ? withFolder({ bucket }, groups?.['key'] ?? '') : null;
}

function fromUrl(url: URL): PastedSettings | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const console = CONSOLE_HOST.exec(url.hostname);
  if (console !== null) return fromConsole(url, console.groups?.['region']);

  const [, first, rest = ''] = /^\/+([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
  const host = S3_HOST.exec(url.hostname)?.groups;
  if (host !== undefined) {
    const region = host['region'];
    const found: PastedSettings = {
      endpoint: '',
      pathStyle: false,
      ...(region === undefined ? {} : { region }),
    };
    // S3 and its console write a space in a path as `+`, and a plus as `%2B`.
    const key = (path: string): string => decoded(path.replaceAll('+', ' '));
    if (host['bucket'] === undefined)
      return isBucketName(first) ? withFolder({ bucket: first, ...found }, key(rest)) : null;
    return isBucketName(host['bucket'])
      ? withFolder({ bucket: host['bucket'], ...found }, key(url.pathname.slice(1)))
      : null;
  }
  if (AMAZON_HOST.test(url.hostname)) return null;
  // An S3 of one's own, which is addressed by path.
  return isBucketName(first)
    ? withFolder({ bucket: first, endpoint: url.origin, pathStyle: true }, decoded(rest))
    : null;
}

/** `https://REGION.console.aws.amazon.com/s3/buckets/BUCKET?region=REGION&prefix=…`, and the page of one object. */
function fromConsole(url: URL, hostRegion: string | undefined): PastedSettings | null {
  const bucket = /^\/s3\/(?:buckets|object|upload)\/([^/]+)/.exec(url.pathname)?.[1];
  if (!isBucketName(bucket)) return null;
  const region = url.searchParams.get('bucketRegion') ?? url.searchParams.get('region') ?? hostRegion ?? '';
  const found: PastedSettings = {
    bucket,
    endpoint: '',
    pathStyle: false,
    ...(isRegion(region) ? { region } : {}),
  };
  return withFolder(found, url.searchParams.get('prefix') ?? '');
}

/**
 * What can be read out of something pasted into "Bucket": an ARN, an `s3://`, object, website or console URL.
 * Null when it is none of these; then it is taken literally.
 */
export function parsePastedBucket(text: string): PastedSettings | null {
  const trimmed = text.trim();
  // A host alone, as the console and templates name it, would be a bucket's name as well.
  const [host = ''] = trimmed.split('/');
  const address = S3_HOST.test(host) ? `https://${trimmed}` : trimmed;
  return fromArnOrS3Uri(trimmed) ?? (URL.canParse(address) ? fromUrl(new URL(address)) : null);
}

/**
 * What can be read out of something pasted into "Identity pool ID": the pool's ARN, its console URL or a line of
 * code that holds the ID. Null when it is the bare ID already, or holds none.
 */
export function parsePastedIdentityPool(text: string): PastedSettings | null {
  // The console encodes the colon, once or twice by the page.
  const id = IDENTITY_POOL_ID_INSIDE.exec(decoded(decoded(text)))?.[0].toLowerCase();
  return id !== undefined && id !== text && isIdentityPoolId(id) ? { identityPoolId: id } : null;
}

/** The region in what was pasted into "Region", as a line of the console's list; null when it is one already, or none. */
export function parsePastedRegion(text: string): PastedSettings | null {
  const region = isKnownRegion(text.trim().toLowerCase()) ? null : regionIn(text);
  return region === null ? null : { region };
}

/**
 * The issuer that something pasted into "Sign-in provider" speaks of: a user pool by its id, ARN or page of the console, or
 * one of the documents that any provider has below its issuer. Null when it is an issuer already, or none of these.
 */
export function parsePastedIssuer(text: string): PastedSettings | null {
  const trimmed = text.trim();
  const pool = isOfUserPool(trimmed) ? userPoolIn(decoded(trimmed)) : null;
  if (pool !== null) return { issuer: `${regionalOrigin('cognito-idp', pool.region)}/${pool.id}` };
  const issuer = /^(https?:\/\/.+?)\/\.well-known\/\S+$/i.exec(trimmed)?.[1];
  return issuer === undefined ? null : { issuer };
}

/** Elsewhere, a user pool's id is part of an address that is an issuer itself, of another Cognito than Amazon's. */
const isOfUserPool = (text: string): boolean =>
  /^[^/]+$|^arn:aws[a-z-]*:cognito-idp:/i.test(text) ||
  (URL.canParse(text) && CONSOLE_HOST.test(new URL(text).hostname));

const IDENTITY_POOL_ID_INSIDE = new RegExp(
  `(?<![a-z0-9-])${AWS_REGION}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])`,
  'i',
);
