import { bucketNameProblem, isIdentityPoolId, isLegacyBucketName, isRegion, userPoolIn } from './aws-names';
import { regionalOrigin } from './aws-partition';
import { percentDecoded } from './encoding';
import { splitExtension } from './object-key';
import { isKnownRegion, regionIn } from './region-names';
import type { SettingsInput } from './settings';
import { endpointIn, storeAddress, storeNamed, storeOf } from './stores';

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
const isBucketName = (text: string | null | undefined): text is string =>
  typeof text === 'string' && (bucketNameProblem(text) === null || isLegacyBucketName(text));

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
  return null;
}

/** An address of another store's than Amazon's: of an endpoint, which may be anybody's, a bucket or an object. */
function fromStore(text: string): PastedSettings | null {
  const found = storeAddress(text);
  if (found === null || AMAZON_HOST.test(new URL(found.endpoint).hostname)) return null;
  const { store, endpoint, bucket, region, pathStyle, key } = found;
  // Whether an owner's server wants the bucket in the path is told by an address that has it there.
  const isStyleKnown = store.endpoint !== '' || bucket !== null;
  return withFolder(
    {
      endpoint,
      ...(isStyleKnown && { pathStyle }),
      ...(region !== null && { region }),
      ...(isBucketName(bucket) && { bucket }),
    },
    bucket === null ? '' : key,
  );
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
 * What can be read out of something pasted into "Bucket": an ARN, an `s3://`, object, website or console URL, the address of
 * a store. The bucket is empty where a store's address names none. Null when it is none of these; then it is taken literally.
 */
export function parsePastedBucket(text: string): PastedSettings | null {
  const trimmed = text.trim();
  const place = fromArnOrS3Uri(trimmed) ?? fromAmazon(trimmed);
  if (place !== null) return place;
  const found = fromStore(trimmed);
  // The address of a server alone may be anything's.
  const isKnown = found?.bucket !== undefined || storeOf({ endpoint: found?.endpoint ?? '' }).endpoint !== '';
  return found !== null && isKnown ? { bucket: '', ...found } : null;
}

function fromAmazon(text: string): PastedSettings | null {
  // A host alone, as the console and templates name it, would be a bucket's name as well.
  const [host = ''] = text.split('/');
  const address = S3_HOST.test(host) ? `https://${text}` : text;
  return URL.canParse(address) ? fromUrl(new URL(address)) : null;
}

/** The address of a region of AWS, which settings do not hold. Of FIPS and dual-stack endpoints they do: both are wanted. */
const PLAIN_AWS_ENDPOINT = new RegExp(
  `^https://s3[.-](?<region>${AWS_REGION})\\.amazonaws\\.(?:com(?:\\.cn)?|eu)/?$`,
  'i',
);

/**
 * What can be read out of something pasted into "S3 endpoint": the address of a store, a bucket or an object, or the id of an
 * account of R2. Null when it is an endpoint already, and says nothing else, or is no address.
 */
export function parsePastedEndpoint(text: string): PastedSettings | null {
  const trimmed = text.trim();
  const aws = PLAIN_AWS_ENDPOINT.exec(trimmed)?.groups?.['region'];
  if (aws !== undefined) return { endpoint: '', region: aws.toLowerCase(), pathStyle: false };
  if (isR2Account(trimmed)) return fromStore(endpointIn(storeNamed('r2'), trimmed));
  return fromAmazon(trimmed) ?? fromStore(trimmed);
}

/** Nothing else that is pasted has this form (Cloudflare, "Find account and zone IDs"), with a jurisdiction or without. */
const isR2Account = (text: string): boolean => /^[0-9a-f]{32}(?:\.(?:eu|us|fedramp))?$/i.test(text);

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
