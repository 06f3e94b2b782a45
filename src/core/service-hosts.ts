import type { Settings } from './settings';

const domainOf = (region: string): string =>
  region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';

/**
 * Origin that requests for objects of the bucket go to.
 * Virtual-hosted style unless asked otherwise (S3 User Guide, "Virtual hosting of general purpose buckets");
 * a bucket name with a dot does not match AWS's wildcard certificate, so the SDK falls back to path style there too.
 */
export function s3Origin(settings: Settings): string {
  const endpoint = settings.endpoint || `https://s3.${settings.region}.${domainOf(settings.region)}`;
  if (settings.pathStyle || settings.bucket.includes('.')) return endpoint;
  const url = new URL(endpoint);
  return `${url.protocol}//${settings.bucket}.${url.host}`;
}

/**
 * The match pattern that a host permission for `url` takes, or null when there is none (`data:`, `blob:`, `file:`).
 * Without a port: Firefox refuses ports in match patterns, and a pattern without one matches all.
 */
export function originPattern(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${hostname}/*` : null;
}

/** The host permissions that make Shoebox independent of the bucket's CORS rules. */
export function permissionsForSettings(settings: Settings): string[] {
  // AWS's own Cognito endpoint answers every origin with CORS headers; a custom one may not.
  const origins = [s3Origin(settings), settings.cognitoEndpoint];
  return [...new Set(origins.map(originPattern).filter(pattern => pattern !== null))];
}
