import { describe, expect, test } from 'vitest';
import { storeTraits } from '../../src/core/store-traits';
import {
  endpointIn,
  partOfEndpoint,
  STORE_IDS,
  storeAddress,
  storeNamed,
  storeOf,
} from '../../src/core/stores';

const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';
const R2 = `https://${ACCOUNT}.r2.cloudflarestorage.com`;

/** Address, store, endpoint, bucket, region, key. */
const ADDRESSES: readonly (readonly [string, string, string, string | null, string | null, string])[] = [
  [R2, 'r2', R2, null, 'auto', ''],
  [`${R2}/`, 'r2', R2, null, 'auto', ''],
  [`${R2}/photos`, 'r2', R2, 'photos', 'auto', ''],
  [`${R2}/photos/cats/a%20b.jpg`, 'r2', R2, 'photos', 'auto', 'cats/a b.jpg'],
  [`${ACCOUNT}.r2.cloudflarestorage.com/photos`, 'r2', R2, 'photos', 'auto', ''],
  [`https://photos.${ACCOUNT}.r2.cloudflarestorage.com/a.jpg`, 'r2', R2, 'photos', 'auto', 'a.jpg'],
  [
    `https://${ACCOUNT}.eu.r2.cloudflarestorage.com/photos`,
    'r2',
    `https://${ACCOUNT}.eu.r2.cloudflarestorage.com`,
    'photos',
    'auto',
    '',
  ],
  [
    `https://photos.${ACCOUNT}.us.r2.cloudflarestorage.com`,
    'r2',
    `https://${ACCOUNT}.us.r2.cloudflarestorage.com`,
    'photos',
    'auto',
    '',
  ],
  [
    `https://${ACCOUNT}.fedramp.r2.cloudflarestorage.com`,
    'r2',
    `https://${ACCOUNT}.fedramp.r2.cloudflarestorage.com`,
    null,
    'auto',
    '',
  ],
  ['s3.us-west-004.backblazeb2.com', 'b2', 'https://s3.us-west-004.backblazeb2.com', null, 'us-west-004', ''],
  [
    'https://s3.eu-central-003.backblazeb2.com/photos/2026/',
    'b2',
    'https://s3.eu-central-003.backblazeb2.com',
    'photos',
    'eu-central-003',
    '2026/',
  ],
  [
    'https://photos.s3.ca-east-006.backblazeb2.com/a.jpg',
    'b2',
    'https://s3.ca-east-006.backblazeb2.com',
    'photos',
    'ca-east-006',
    'a.jpg',
  ],
  [
    'photos.s3.us-east-005.backblazeb2.com',
    'b2',
    'https://s3.us-east-005.backblazeb2.com',
    'photos',
    'us-east-005',
    '',
  ],
  ['https://s3.wasabisys.com/photos', 'wasabi', 'https://s3.wasabisys.com', 'photos', 'us-east-1', ''],
  ['http://s3.wasabisys.com/photos', 'wasabi', 'http://s3.wasabisys.com', 'photos', 'us-east-1', ''],
  [
    's3.eu-central-2.wasabisys.com',
    'wasabi',
    'https://s3.eu-central-2.wasabisys.com',
    null,
    'eu-central-2',
    '',
  ],
  [
    'https://photos.s3.ap-southeast-2.wasabisys.com/cats/',
    'wasabi',
    'https://s3.ap-southeast-2.wasabisys.com',
    'photos',
    'ap-southeast-2',
    'cats/',
  ],
  ['https://photos.s3.wasabisys.com', 'wasabi', 'https://s3.wasabisys.com', 'photos', 'us-east-1', ''],
  [
    'https://s3.us-east-1-dell-obs.wasabisys.com:9021/photos',
    'wasabi',
    'https://s3.us-east-1-dell-obs.wasabisys.com:9021',
    'photos',
    'us-east-1-dell-obs',
    '',
  ],
  ['https://nyc3.digitaloceanspaces.com', 'spaces', 'https://nyc3.digitaloceanspaces.com', null, 'nyc3', ''],
  [
    'https://photos.nyc3.digitaloceanspaces.com',
    'spaces',
    'https://nyc3.digitaloceanspaces.com',
    'photos',
    'nyc3',
    '',
  ],
  [
    'photos.fra1.digitaloceanspaces.com/2026/a.jpg',
    'spaces',
    'https://fra1.digitaloceanspaces.com',
    'photos',
    'fra1',
    '2026/a.jpg',
  ],
  [
    'https://photos.ams3.cdn.digitaloceanspaces.com/a.jpg',
    'spaces',
    'https://ams3.digitaloceanspaces.com',
    'photos',
    'ams3',
    'a.jpg',
  ],
  [
    'https://syd1.digitaloceanspaces.com/photos',
    'spaces',
    'https://syd1.digitaloceanspaces.com',
    'photos',
    'syd1',
    '',
  ],
  ['fsn1.your-objectstorage.com', 'hetzner', 'https://fsn1.your-objectstorage.com', null, 'fsn1', ''],
  [
    'https://photos.nbg1.your-objectstorage.com/a.jpg',
    'hetzner',
    'https://nbg1.your-objectstorage.com',
    'photos',
    'nbg1',
    'a.jpg',
  ],
  [
    'https://hel1.your-objectstorage.com/photos/',
    'hetzner',
    'https://hel1.your-objectstorage.com',
    'photos',
    'hel1',
    '',
  ],
  ['https://s3.fr-par.scw.cloud', 'scaleway', 'https://s3.fr-par.scw.cloud', null, 'fr-par', ''],
  ['https://photos.s3.nl-ams.scw.cloud', 'scaleway', 'https://s3.nl-ams.scw.cloud', 'photos', 'nl-ams', ''],
  [
    'https://my.photos.s3.pl-waw.scw.cloud/a',
    'scaleway',
    'https://s3.pl-waw.scw.cloud',
    'my.photos',
    'pl-waw',
    'a',
  ],
  ['https://s3.it-mil.scw.cloud/photos', 'scaleway', 'https://s3.it-mil.scw.cloud', 'photos', 'it-mil', ''],
  ['https://storage.googleapis.com', 'gcs', 'https://storage.googleapis.com', null, 'auto', ''],
  [
    'https://storage.googleapis.com/photos/cats/a.jpg',
    'gcs',
    'https://storage.googleapis.com',
    'photos',
    'auto',
    'cats/a.jpg',
  ],
  ['https://photos.storage.googleapis.com/', 'gcs', 'https://storage.googleapis.com', 'photos', 'auto', ''],
  ['http://localhost:9000', 'other', 'http://localhost:9000', null, null, ''],
  ['http://localhost:9000/photos', 'other', 'http://localhost:9000', 'photos', null, ''],
  ['https://minio.example.com/photos/cats/', 'minio', 'https://minio.example.com', 'photos', null, 'cats/'],
  ['https://play.min.io/photos', 'minio', 'https://play.min.io', 'photos', null, ''],
  ['http://minio:9000/photos', 'minio', 'http://minio:9000', 'photos', null, ''],
  ['https://rgw.example.com:8443/photos', 'ceph', 'https://rgw.example.com:8443', 'photos', null, ''],
  ['https://s3.example.com/photos/100%.jpg', 'other', 'https://s3.example.com', 'photos', null, '100%.jpg'],
  ['  https://s3.example.com/photos  ', 'other', 'https://s3.example.com', 'photos', null, ''],
  ['HTTPS://S3.FR-PAR.SCW.CLOUD/photos', 'scaleway', 'https://s3.fr-par.scw.cloud', 'photos', 'fr-par', ''],
];

describe('storeAddress', () => {
  test.each(ADDRESSES)('%s: %s', (text, store, endpoint, bucket, region, key) => {
    const found = storeAddress(text);
    expect({ ...found, store: found?.store.id }).toEqual({
      ...{ store, endpoint, bucket, region, key },
      pathStyle: storeNamed(found?.store.id ?? 'other').pathStyle,
    });
  });

  test.each([
    '',
    'photos',
    's3.example.com',
    'localhost:9000',
    's3://photos/cats',
    'https://s3.eu-west-1.amazonaws.com/photos',
    'https://photos.s3.amazonaws.com/a.jpg',
    'https://f004.backblazeb2.com/file/photos/a.jpg',
    'https://secure.backblaze.com/b2_buckets.htm',
    'https://pub-0123456789abcdef.r2.dev/a.jpg',
    'https://not-an-account.r2.cloudflarestorage.com/photos',
    'https://cloud.digitalocean.com/spaces/photos',
    'https://console.wasabisys.com/file_manager/photos',
    'https://console.hetzner.com/projects/1/buckets/photos',
    'https://drive.google.com/photos',
    'https://s3.example.com/No bucket/',
    'ftp://s3.example.com/photos',
  ])('%j tells no place', text => {
    expect(storeAddress(text)).toBeNull();
  });
});

describe('storeOf', () => {
  test('an empty endpoint and Amazon’s hosts are Amazon S3', () => {
    expect(storeOf({ endpoint: '' }).id).toBe('aws');
    expect(storeOf({ endpoint: 'https://s3.eu-west-1.amazonaws.com' }).id).toBe('aws');
    expect(storeOf({ endpoint: 'https://s3.cn-north-1.amazonaws.com.cn' }).id).toBe('aws');
  });

  test('what only begins or ends like a store’s host is another store', () => {
    expect(storeOf({ endpoint: 'https://s3.fr-par.scw.cloud.example.com' }).id).toBe('other');
    expect(storeOf({ endpoint: 'https://evilamazonaws.com' }).id).toBe('other');
    expect(storeOf({ endpoint: 'half an addr' }).id).toBe('other');
    expect(storeOf({ endpoint: 'https://cephalopods.example.com' }).id).toBe('other');
    expect(storeOf({ endpoint: 'https://s3.miniority.example' }).id).toBe('other');
  });

  test('the endpoint of every region of every store is that store’s, in that region', () => {
    for (const id of STORE_IDS) {
      const store = storeNamed(id);
      for (const region of store.regions) {
        const endpoint = endpointIn(store, region);
        expect(storeOf({ endpoint }).id).toBe(id);
        expect(partOfEndpoint(endpoint)).toBe(region);
        expect(storeAddress(endpoint)).toMatchObject({ endpoint, region, bucket: null });
      }
    }
  });

  test('an account of R2 stands in its endpoint, with its jurisdiction', () => {
    expect(endpointIn(storeNamed('r2'), ` ${ACCOUNT.toUpperCase()}.eu `)).toBe(
      `https://${ACCOUNT}.eu.r2.cloudflarestorage.com`,
    );
    expect(partOfEndpoint(`https://${ACCOUNT}.eu.r2.cloudflarestorage.com`)).toBe(`${ACCOUNT}.eu`);
    expect(endpointIn(storeNamed('r2'), '')).toBe('');
  });
});

describe('storeTraits', () => {
  test('Amazon S3 does all that Shoebox asks for, and an unknown store is asked for no more than any takes', () => {
    const all = { batchDeletion: true, copyInParts: true, copyTargetHeader: 'if-none-match' };
    expect(storeTraits({ endpoint: '' })).toEqual({ ...all, maxParts: 10_000 });
    expect(storeTraits({ endpoint: R2 })).toEqual({
      ...{ ...all, maxParts: 10_000 },
      copyTargetHeader: 'cf-copy-destination-if-none-match',
    });
    expect(storeTraits({ endpoint: 'https://s3.example.com' })).toEqual({ ...all, maxParts: 1000 });
    expect(storeTraits({ endpoint: 'https://s3.fr-par.scw.cloud' })).toEqual({ ...all, maxParts: 1000 });
  });

  test('Google has neither batches of deletions nor copies in parts', () => {
    expect(storeTraits({ endpoint: 'https://storage.googleapis.com' })).toMatchObject({
      batchDeletion: false,
      copyInParts: false,
    });
  });
});
