import type { Settings } from './settings';

// Which store it is, which is all that the worker needs to know of a store's address; where each is documented stands in `stores`.

/** The stores that are told apart. `minio` and `ceph` run at addresses of their owners, `other` is any that is not known. */
export type StoreId =
  | 'aws'
  | 'r2'
  | 'b2'
  | 'minio'
  | 'wasabi'
  | 'spaces'
  | 'hetzner'
  | 'scaleway'
  | 'gcs'
  | 'ceph'
  | 'other';

const BUCKET = '(?:(?<bucket>.+)\\.)?';
const REGION = '(?<region>[a-z0-9-]+)';

/** The stores' hosts, with the groups `bucket`, `region` and `account` where they have these. */
const HOSTS: { readonly [Id in StoreId]: RegExp | null } = {
  aws: /(?:^|\.)s3[a-z0-9.-]*\.amazonaws\.(?:com(?:\.cn)?|eu)$/,
  r2: new RegExp(
    `^${BUCKET}(?<account>[0-9a-f]{32}(?:\\.(?:eu|us|fedramp))?)\\.r2\\.cloudflarestorage\\.com$`,
  ),
  b2: new RegExp(`^${BUCKET}s3\\.${REGION}\\.backblazeb2\\.com$`),
  wasabi: new RegExp(`^${BUCKET}s3(?:\\.${REGION})?\\.wasabisys\\.com$`),
  spaces: new RegExp(`^${BUCKET}(?<region>[a-z]{3}\\d)(?:\\.cdn)?\\.digitaloceanspaces\\.com$`),
  hetzner: new RegExp(`^${BUCKET}(?<region>[a-z]{3}\\d)\\.your-objectstorage\\.com$`),
  scaleway: new RegExp(`^${BUCKET}s3\\.${REGION}\\.scw\\.cloud$`),
  gcs: new RegExp(`^${BUCKET}storage\\.googleapis\\.com$`),
  // Its host is its owner's, as is Ceph's: these are what many are called.
  minio: /(?:^|\.)minio(?:\d+|-[a-z0-9-]+)?(?:\.|$)|(?:^|\.)min\.io$/,
  ceph: /(?:^|\.)(?:ceph|rgw|radosgw)(?:\d+|-[a-z0-9-]+)?(?:\.|$)/,
  other: null,
};

/** In the order in which people choose, and in which hosts are looked at. */
export const STORE_IDS = [
  'aws',
  'r2',
  'b2',
  'wasabi',
  'spaces',
  'hetzner',
  'scaleway',
  'gcs',
  'minio',
  'ceph',
  'other',
] as const satisfies readonly StoreId[];

/** The groups of a host that is one of this store's; null for all others. */
export const partsOfHost = (
  id: StoreId,
  hostname: string,
): Readonly<Record<string, string | undefined>> | null => {
  const found = HOSTS[id]?.exec(hostname);
  return found == null ? null : { ...found.groups };
};

/** The store whose host this is. */
export const storeIdAt = (hostname: string): StoreId =>
  STORE_IDS.find(id => HOSTS[id]?.test(hostname)) ?? 'other';

/** The store that settings, or what was typed into a form, speak of: known by the endpoint's host each time, not stored. */
export function storeIdOf({ endpoint }: Pick<Settings, 'endpoint'>): StoreId {
  const origin = endpoint.trim();
  if (origin === '') return 'aws';
  return URL.canParse(origin) ? storeIdAt(new URL(origin).hostname) : 'other';
}
