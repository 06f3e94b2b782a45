import { parseAwsHost } from '../http/aws-host';
import { S3Error } from './s3-error';

/** What a request is about, once host and path are understood. */
export interface S3Address {
  /** The region whose endpoint was called, where the host is one of AWS's. */
  readonly region?: string;
  readonly bucket?: string;
  readonly key?: string;
  /** The path as the client meant it, percent-decoded once; what the signature covers. */
  readonly path: string;
  /** Decoded, in the order sent. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads path-style (`host/bucket/key`) and virtual-hosted-style addresses (`bucket.s3.localhost/key`,
 * `bucket.s3.REGION.amazonaws.com/key`).
 */
export function parseAddress(url: string, host: string): S3Address {
  const questionMark = url.indexOf('?');
  const rawPath = questionMark < 0 ? url : url.slice(0, questionMark);
  const path = decode(rawPath);
  if (!path.startsWith('/')) throw new S3Error('InvalidURI');
  const query = parseQuery(questionMark < 0 ? '' : url.slice(questionMark + 1));
  const awsHost = parseAwsHost(host);
  const region = awsHost === null ? {} : { region: awsHost.region };
  const hostBucket = awsHost === null ? bucketOfHost(host) : awsHost.bucket;
  if (hostBucket !== undefined) return { ...named(hostBucket, path.slice(1)), ...region, path, query };
  const slash = path.indexOf('/', 1);
  const bucket = path.slice(1, slash < 0 ? undefined : slash);
  return { ...named(bucket, slash < 0 ? '' : path.slice(slash + 1)), ...region, path, query };
}

function named(bucket: string, key: string): Pick<S3Address, 'bucket' | 'key'> {
  if (bucket === '') return {};
  return key === '' ? { bucket } : { bucket, key };
}

function bucketOfHost(host: string): string | undefined {
  const name = host.replace(/:\d+$/u, '').toLowerCase();
  const match = /^(?<bucket>.+?)(?:\.s3)?\.localhost$/u.exec(name);
  const bucket = match?.groups?.['bucket'];
  return bucket === 's3' ? undefined : bucket;
}

function parseQuery(raw: string): S3Address['query'] {
  if (raw === '') return [];
  return raw.split('&').map(pair => {
    const equals = pair.indexOf('=');
    const spaced = pair.replaceAll('+', ' ');
    return equals < 0
      ? ([decode(spaced), ''] as const)
      : ([decode(spaced.slice(0, equals)), decode(spaced.slice(equals + 1))] as const);
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI'); // a stray % or bytes that are no UTF-8
  }
}
