import type { HeaderFields } from '../sigv4/canonical';
import type { ObjectMetadata } from '../store/model';
import type { StoreProfile } from '../stores/profile';
import { decodedMetadata } from '../stores/unicode-metadata';
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

const USER_METADATA = 'x-amz-meta-';

/** Served nowhere here, so better refused than silently ignored. */
const UNSUPPORTED_HEADERS =
  /^x-amz-(?:server-side-encryption-(?:customer|context|bucket-key)|object-lock|tagging-directive)/u;

/** The part of a request's header that S3 keeps with the object. */
export function metadataOf(headers: HeaderFields, profile: StoreProfile): ObjectMetadata {
  refuseUnsupported(headers);
  const metadata: Record<string, string> = {};
  for (const name of SYSTEM_METADATA) {
    const value = name === 'content-encoding' ? storedEncoding(headers[name]) : headers[name];
    if (value !== undefined && value !== '') metadata[name] = value;
  }
  metadata['content-type'] ??= 'binary/octet-stream';
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(USER_METADATA)) metadata[name] = value;
  }
  const kept = profile.metadata === 'rfc2047' ? decodedMetadata(metadata) : metadata;
  const prefix = profile.metadataLimit === 'with-prefixes' ? 0 : USER_METADATA.length;
  const bytes = Object.entries(kept)
    .filter(([name]) => name.startsWith(USER_METADATA))
    .reduce((sum, [name, value]) => sum + name.length - prefix + value.length, 0); // latin1: one character a byte
  if (bytes > MAX_USER_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', {
      details: { Size: bytes, MaxSizeAllowed: MAX_USER_METADATA_BYTES },
    });
  }
  return kept;
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
