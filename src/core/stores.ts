import { bucketNameProblem, isLegacyBucketName } from './aws-names';
import { percentDecoded } from './encoding';
import type { Settings } from './settings';
import { partsOfHost, STORE_IDS, type StoreId, storeIdAt, storeIdOf } from './store-hosts';

export { STORE_IDS, type StoreId } from './store-hosts';

/** A service or server that speaks S3, as its documentation describes it. */
export interface Store {
  readonly id: StoreId;
  /** The proper name, which is not translated; empty for `other`. */
  readonly name: string;
  /**
   * The store's own endpoint, with `{region}` or `{account}` where that stands in the host; empty where each owner has an
   * address of their own, and for AWS, whose settings hold no endpoint.
   */
  readonly endpoint: string;
  /** The regions that its documentation lists: help for typing, others are taken as well. Empty where there is no choice. */
  readonly regions: readonly string[];
  /** The region that requests are signed for where the host names none: of owners' servers only the usual one. Empty where it has to be entered. */
  readonly region: string;
  /** Whether Shoebox puts the bucket into the path. */
  readonly pathStyle: boolean;
}

const words = (text: string): readonly string[] => text.split(' ');

const STORES: { readonly [Id in StoreId]: Omit<Store, 'id'> } = {
  aws: {
    name: 'Amazon S3',
    endpoint: '',
    regions: [],
    region: '',
    pathStyle: false,
  },
  // Cloudflare, "R2: S3 API compatibility" and "Data location" (jurisdictions `eu`, `fedramp`, since August 2026 `us`).
  r2: {
    name: 'Cloudflare R2',
    endpoint: 'https://{account}.r2.cloudflarestorage.com',
    regions: [],
    region: 'auto',
    pathStyle: true,
  },
  // Backblaze, "S3-Compatible API": the region stands in the endpoint, either style of address.
  b2: {
    name: 'Backblaze B2',
    endpoint: 'https://s3.{region}.backblazeb2.com',
    regions: words('us-west-000 us-west-001 us-west-002 us-west-004 us-east-005 eu-central-003 ca-east-006'),
    region: '',
    pathStyle: true,
  },
  // Wasabi, "REST API Introduction": path style is recommended; rclone's `provider/Wasabi.yaml` lists the regions.
  wasabi: {
    name: 'Wasabi',
    endpoint: 'https://s3.{region}.wasabisys.com',
    regions: words(
      'us-east-1 us-east-2 us-central-1 us-west-1 ca-central-1 eu-central-1 eu-central-2 eu-west-1 eu-west-2 ' +
        'eu-south-1 ap-northeast-1 ap-northeast-2 ap-southeast-1 ap-southeast-2',
    ),
    // `s3.wasabisys.com` is us-east-1.
    region: 'us-east-1',
    pathStyle: true,
  },
  // DigitalOcean, "Spaces Availability" (March 2026).
  spaces: {
    name: 'DigitalOcean Spaces',
    endpoint: 'https://{region}.digitaloceanspaces.com',
    regions: words('nyc3 sfo2 sfo3 atl1 tor1 ams3 fra1 lon1 sgp1 blr1 syd1'),
    region: '',
    pathStyle: false,
  },
  // rclone's `provider/Hetzner.yaml`.
  hetzner: {
    name: 'Hetzner Object Storage',
    endpoint: 'https://{region}.your-objectstorage.com',
    regions: words('fsn1 nbg1 hel1'),
    region: '',
    pathStyle: true,
  },
  // rclone's `provider/Scaleway.yaml`.
  scaleway: {
    name: 'Scaleway',
    endpoint: 'https://s3.{region}.scw.cloud',
    regions: words('fr-par nl-ams pl-waw it-mil'),
    region: '',
    pathStyle: false,
  },
  // Google, "Cloud Storage: request endpoints" (XML API): either style of address.
  gcs: {
    name: 'Google Cloud Storage',
    endpoint: 'https://storage.googleapis.com',
    regions: [],
    region: 'auto',
    pathStyle: true,
  },
  // Its host is its owner's; these are what many are called. What is known of it without asking is as of `other`.
  minio: {
    name: 'MinIO',
    endpoint: '',
    regions: [],
    region: 'us-east-1',
    pathStyle: true,
  },
  ceph: {
    name: 'Ceph',
    endpoint: '',
    regions: [],
    region: 'us-east-1',
    pathStyle: true,
  },
  other: { name: '', endpoint: '', regions: [], region: 'us-east-1', pathStyle: true },
};

/** The store with this id. */
export const storeNamed = (id: StoreId): Store => ({ id, ...STORES[id] });

/** The store that settings, or what was typed into a form, speak of. */
export const storeOf = (settings: Pick<Settings, 'endpoint'>): Store => storeNamed(storeIdOf(settings));

/** What an address says of a bucket's place. */
export interface StoreAddress {
  readonly store: Store;
  /** The origin that requests go to, without the bucket. */
  readonly endpoint: string;
  /** Null where the address names no bucket. */
  readonly bucket: string | null;
  /** Null where neither the host nor the store's documentation tells it. */
  readonly region: string | null;
  readonly pathStyle: boolean;
  /** The key or prefix behind the bucket, decoded; empty where there is none. */
  readonly key: string;
}

/** Also an old bucket's name: in which region that may be is the settings' rule. */
const isBucketName = (text: string): boolean => bucketNameProblem(text) === null || isLegacyBucketName(text);

/** Pages, links and interfaces of stores that are no S3, and would otherwise be taken for somebody's own. */
const NO_S3 =
  /(?:^|\.)(?:r2\.dev|(?:cloudflare|cloudflarestorage|backblaze|backblazeb2|wasabi|wasabisys|digitalocean|digitaloceanspaces|hetzner|your-objectstorage|scaleway|google|googleapis)\.com|(?:scw|hetzner)\.cloud)$/;

/**
 * What an endpoint or an object's address says, with the bucket in the host or in the path. Without `https://` only hosts of
 * stores are known. Null for AWS's addresses, which `core/pasted-settings` reads, for pages of stores' consoles, and for what
 * is no address.
 */
export function storeAddress(text: string): StoreAddress | null {
  const trimmed = text.trim();
  const [host = ''] = trimmed.toLowerCase().split(/[/?#]/);
  const isStoreHost = STORE_IDS.some(
    id => STORES[id].endpoint !== '' && partsOfHost(id, host.replace(/:\d+$/, '')) !== null,
  );
  const address = isStoreHost ? `https://${trimmed}` : trimmed;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const store = storeNamed(storeIdAt(url.hostname));
  const groups = partsOfHost(store.id, url.hostname) ?? {};
  if (store.id === 'aws' || (store.endpoint === '' && NO_S3.test(url.hostname))) return null;
  const before = groups['bucket'];
  const [, first = '', rest = ''] = /^\/+([^/]*)\/?(.*)$/.exec(url.pathname) ?? [];
  const inPath = isBucketName(first) ? first : null;
  if (before === undefined && first !== '' && inPath === null) return null;
  const hostOnly = before === undefined ? url.host : url.host.slice(before.length + 1);
  const key = before === undefined ? rest : url.pathname.replace(/^\/+/, '');
  return {
    store,
    // A content delivery network's host takes no uploads.
    endpoint: `${url.protocol}//${store.id === 'spaces' ? hostOnly.replace('.cdn.', '.') : hostOnly}`,
    bucket: before ?? inPath,
    region: groups['region'] ?? (store.endpoint === '' || store.region === '' ? null : store.region),
    pathStyle: store.pathStyle,
    key: percentDecoded(key) ?? key,
  };
}

/** A store's endpoint in a region or account, such as a list or a field names it; empty while that is empty. */
export const endpointIn = ({ endpoint }: Store, part: string): string =>
  /\{\w+\}/.test(endpoint) && part.trim() === ''
    ? ''
    : endpoint.replace(/\{\w+\}/, part.trim().toLowerCase());

/** What stands for the region or account in a store's endpoint; empty where there is none. */
export function partOfEndpoint(endpoint: string): string {
  const store = storeOf({ endpoint });
  if (!store.endpoint.includes('{')) return '';
  const groups = partsOfHost(store.id, new URL(endpoint).hostname);
  return groups?.['account'] ?? groups?.['region'] ?? store.region;
}
