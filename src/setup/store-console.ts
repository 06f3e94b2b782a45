import type { StoreId } from '../core/stores';

/** Where a store's console lists its buckets; MinIO, Ceph and others have their owners' own, AWS has `setup/console-links`. */
const BUCKET_PAGES: { readonly [Id in StoreId]?: string } = {
  r2: 'https://dash.cloudflare.com/?to=/:account/r2/overview',
  b2: 'https://secure.backblaze.com/b2_buckets.htm',
  wasabi: 'https://console.wasabisys.com/',
  spaces: 'https://cloud.digitalocean.com/spaces',
  hetzner: 'https://console.hetzner.com/projects',
  scaleway: 'https://console.scaleway.com/object-storage/buckets',
  gcs: 'https://console.cloud.google.com/storage/browser',
};

/** The page of a store's console where buckets are made; null where the store has no address of its own. */
export const bucketPage = (id: StoreId): string | null => BUCKET_PAGES[id] ?? null;

/**
 * How a bucket of the store takes CORS rules: its console has a text field for them (`json`), or it takes them as S3 does
 * from a command line (`lines`). Null where there is nothing of S3's: Google wants another form, and MinIO lets every origin
 * in unless its owner changed that (MinIO, "MINIO_API_CORS_ALLOW_ORIGIN").
 */
export function corsForm(id: StoreId): 'json' | 'lines' | null {
  if (id === 'aws' || id === 'r2') return 'json';
  return id === 'gcs' || id === 'minio' ? null : 'lines';
}

/** Whether the store's users have policies in AWS's language. */
export const takesPolicies = (id: StoreId): boolean => id === 'aws' || id === 'wasabi' || id === 'minio';
