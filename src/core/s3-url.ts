import { regionalOrigin } from './aws-partition';
import { ShoeboxError } from './failure';
import { hasDotSegment } from './object-key';
import type { Settings } from './settings';

/** What an address in the bucket is made of. */
type BucketAddress = Pick<Settings, 'bucket' | 'endpoint' | 'pathStyle' | 'region'>;

const endpointOf = (settings: BucketAddress): string =>
  settings.endpoint || regionalOrigin('s3', settings.region);

const isIpAddress = (hostname: string): boolean => /^\[|^\d+(\.\d+){3}$/.test(hostname);

/**
 * Whether the bucket stands before the host name (virtual-hosted style; S3 User Guide, "Virtual hosting of general
 * purpose buckets") instead of in the path. As the SDK decides it: a bucket name with a dot does not match AWS's
 * wildcard certificate, one with capitals or `_` or of more than 63 characters is no part of a host name, and nothing can
 * stand before an IP address.
 */
const isVirtualHosted = (settings: BucketAddress): boolean =>
  !settings.pathStyle &&
  /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(settings.bucket) &&
  !isIpAddress(new URL(endpointOf(settings)).hostname);

/** Origin that requests for objects of the bucket go to. */
export function s3Origin(settings: BucketAddress): string {
  const { protocol, host } = new URL(endpointOf(settings));
  return `${protocol}//${isVirtualHosted(settings) ? `${settings.bucket}.` : ''}${host}`;
}

/** @throws ShoeboxError `key-not-addressable` for a key that every URL parser folds into another one (WHATWG URL, "path state"). */
export function assertAddressable(key: string): void {
  if (hasDotSegment(key)) throw new ShoeboxError('key-not-addressable', { key });
}

/** Everything but RFC 3986's unreserved characters is escaped, as signatures want it; slashes separate. */
function escapeKey(key: string): string {
  assertAddressable(key);
  return key
    .split('/')
    .map(segment =>
      encodeURIComponent(segment).replace(
        /[!'()*]/g,
        one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}

/** Below a base of the user's own, such as a CDN's in front of the bucket. @throws ShoeboxError `key-not-addressable` */
export const urlBelow = (baseUrl: string, key: string): string =>
  `${baseUrl.replace(/\/*$/, '/')}${escapeKey(key)}`;

/** The object's own URL, unsigned. @throws ShoeboxError `key-not-addressable` */
export function objectUrl(settings: BucketAddress, key: string): URL {
  const bucket = isVirtualHosted(settings) ? '' : `/${settings.bucket}`;
  return new URL(`${s3Origin(settings)}${bucket}/${escapeKey(key)}`);
}

/**
 * The match pattern that a host permission for `url` takes, or null when there is none (`data:`, `file:`). A `blob:` URL
 * belongs to the page or frame that made it: only there can it be read. Without a port: Firefox refuses ports in match
 * patterns, and a pattern without one matches all.
 */
export function originPattern(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, origin } = new URL(url);
  if (protocol === 'blob:') return originPattern(origin);
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${hostname}/*` : null;
}

/** The host permissions that make Shoebox independent of the bucket's CORS rules. */
export function permissionsForSettings(settings: Settings): string[] {
  // AWS's own Cognito endpoint answers every origin with CORS headers; a custom one may not.
  // With access keys no Cognito is asked for anything, whatever the settings still name.
  const origins = [s3Origin(settings), settings.access === 'keys' ? '' : settings.cognitoEndpoint];
  return [...new Set(origins.map(originPattern).filter(pattern => pattern !== null))];
}
