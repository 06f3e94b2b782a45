import type { HeaderFields } from '../sigv4/canonical';
import type { ObjectMetadata } from '../store/model';
import { S3Error } from './s3-error';

const SYSTEM_METADATA = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-website-redirect-location',
] as const;

/** S3's limit for all of a request's `x-amz-meta-*`, names without the prefix and values. */
const MAX_USER_METADATA_BYTES = 2048;

/** Served nowhere here, so better refused than silently ignored. */
const UNSUPPORTED_HEADERS =
  /^x-amz-(?:server-side-encryption-(?:customer|context|bucket-key)|object-lock|tagging-directive)/u;

/** The part of a request's header that S3 keeps with the object. */
export function metadataOf(headers: HeaderFields): ObjectMetadata {
  refuseUnsupported(headers);
  const metadata: Record<string, string> = {};
  for (const name of SYSTEM_METADATA) {
    const value = name === 'content-encoding' ? storedEncoding(headers[name]) : headers[name];
    if (value !== undefined && value !== '') metadata[name] = value;
  }
  metadata['content-type'] ??= 'binary/octet-stream';
  let bytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('x-amz-meta-')) continue;
    metadata[name] = value;
    bytes += name.length - 'x-amz-meta-'.length + value.length; // latin1: one character a byte
  }
  if (bytes > MAX_USER_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', {
      details: { Size: bytes, MaxSizeAllowed: MAX_USER_METADATA_BYTES },
    });
  }
  return metadata;
}

/** `aws-chunked` says how the body travels and is no property of the object. */
function storedEncoding(encoding: string | undefined): string | undefined {
  return encoding
    ?.split(',')
    .map(part => part.trim())
    .filter(part => part !== 'aws-chunked')
    .join(',');
}

function refuseUnsupported(headers: HeaderFields): void {
  const acl = headers['x-amz-acl'];
  const grants = Object.keys(headers).some(name => name.startsWith('x-amz-grant-'));
  // Buckets made since April 2023 have "bucket owner enforced" ownership.
  if (grants || (acl !== undefined && acl !== 'bucket-owner-full-control')) {
    throw new S3Error('AccessControlListNotSupported');
  }
  const unsupported = Object.keys(headers).find(name => UNSUPPORTED_HEADERS.test(name));
  if (unsupported !== undefined) {
    throw new S3Error('NotImplemented', {
      message: 'A header you provided implies functionality that is not implemented',
      details: { Header: unsupported },
    });
  }
}
