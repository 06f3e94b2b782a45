import { bucketNameProblem } from './bucket-name';
import { isIdentityPoolId } from './identity-pool-id';
import type { SettingsInput } from './settings';

type Filled = Partial<
  Pick<SettingsInput, 'bucket' | 'region' | 'folder' | 'endpoint' | 'pathStyle' | 'identityPoolId'>
>;

const S3_HOST =
  /^(?:(?<bucket>.+)\.)?s3(?:[.-](?:dualstack\.)?(?<region>[a-z]{2}(?:-[a-z]+)+-\d+))?\.amazonaws\.com(?:\.cn)?$/;

/** A key prefix as a folder: decoded where it can be, without slashes at the ends. */
const folderOf = (path: string): string => {
  const bare = path.replace(/^\/+|\/+$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
};

const withFolder = (filled: Filled, path: string): Filled => {
  const folder = folderOf(path);
  return folder === '' ? filled : { ...filled, folder };
};

const isBucketName = (text: string | undefined): text is string =>
  text !== undefined && bucketNameProblem(text) === null;

function fromArn(text: string): Filled | null {
  const bucket = /^arn:aws[a-z-]*:s3:::([^/]+)(?:\/(.*?))?\*?$/.exec(text);
  if (bucket !== null && isBucketName(bucket[1])) return withFolder({ bucket: bucket[1] }, bucket[2] ?? '');
  return null;
}

function fromUrl(url: URL): Filled | null {
  if (url.protocol === 's3:') {
    return isBucketName(url.host) ? withFolder({ bucket: url.host }, url.pathname) : null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (/(^|\.)console\.aws\.amazon\.com$|(^|\.)console\.amazonaws\.cn$/.test(url.hostname))
    return fromConsole(url);

  const [first = '', ...rest] = url.pathname.split('/').filter(part => part !== '');
  const host = S3_HOST.exec(url.hostname)?.groups;
  if (host !== undefined) {
    const region = host['region'] === undefined ? {} : { region: host['region'] };
    if (isBucketName(host['bucket'])) return withFolder({ bucket: host['bucket'], ...region }, url.pathname);
    return isBucketName(first) ? withFolder({ bucket: first, ...region }, rest.join('/')) : null;
  }
  // Not Amazon's: an S3 of one's own, which is addressed by path.
  return isBucketName(first)
    ? withFolder({ bucket: first, endpoint: url.origin, pathStyle: true }, rest.join('/'))
    : null;
}

/** `https://REGION.console.aws.amazon.com/s3/buckets/BUCKET?region=REGION&prefix=…` */
function fromConsole(url: URL): Filled | null {
  const bucket = /^\/s3\/buckets\/([^/]+)/.exec(url.pathname)?.[1];
  if (!isBucketName(bucket)) return null;
  const region = url.searchParams.get('region') ?? url.searchParams.get('bucketRegion');
  return withFolder({ bucket, ...(region === null ? {} : { region }) }, url.searchParams.get('prefix') ?? '');
}

/**
 * What can be read out of something pasted into "Bucket": an ARN, an `s3://`, object, website or console URL.
 * Null when it is none of these; then it is taken literally.
 */
export function fromPastedBucket(text: string): Filled | null {
  const trimmed = text.trim();
  return fromArn(trimmed) ?? (URL.canParse(trimmed) ? fromUrl(new URL(trimmed)) : null);
}

/** What can be read out of something pasted into "Identity pool ID": the pool's ARN or its console URL. */
export function fromPastedIdentityPool(text: string): Filled | null {
  const id = /[a-z]{2}(?:-[a-z]+)+-\d+(?::|%3A)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0];
  const identityPoolId = id?.replace(/%3A/i, ':').toLowerCase();
  return identityPoolId !== undefined && identityPoolId !== text && isIdentityPoolId(identityPoolId)
    ? { identityPoolId }
    : null;
}
