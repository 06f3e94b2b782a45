import type { Answer } from '../http/exchange';
import { compareKeys } from '../store/key-index';
import { isDeleteMarker, type StoredObject, type StoredVersion, versionIdOf } from '../store/model';
import type { BucketState } from '../store/state';
import { versionsOf } from '../store/versioning';
import { OWNER_ID } from './buckets';
import { countOf, encoderOf } from './list-objects';
import { type BucketRequest, type S3Context, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { storageElements } from './storage-class';
import { element, s3Document, text } from './xml';

/** S3 lists at most this many versions and common prefixes at once. */
const MAX_KEYS = 1000;

/** One line of a list. */
type Entry = { readonly prefix: string } | { readonly version: StoredVersion; readonly isLatest: boolean };

/** Where a page ends, and the next one goes on. */
interface Marker {
  readonly key: string;
  /** Undefined for all versions of the key. */
  readonly versionId: string | undefined;
}

/** All versions of every key, delete markers among them, the newest of each key first. */
export async function listObjectVersions(
  { bucket, parameters, headers }: BucketRequest,
  { now }: S3Context,
): Promise<Answer> {
  const prefix = parameters.get('prefix') ?? '';
  const delimiter = parameters.get('delimiter') ?? '';
  const keyMarker = parameters.get('key-marker');
  const versionIdMarker = parameters.get('version-id-marker');
  if (versionIdMarker !== undefined && !keyMarker) {
    throw new S3Error('InvalidArgument', {
      message: 'A version-id marker cannot be specified without a key marker.',
      details: { ArgumentName: 'version-id-marker', ArgumentValue: versionIdMarker },
    });
  }
  const maxKeys = Math.min(countOf(parameters, 'max-keys') ?? MAX_KEYS, MAX_KEYS);
  const after = { key: keyMarker ?? '', versionId: versionIdMarker };
  const page: Entry[] = [];
  let isTruncated = false;
  for (const entry of entries(bucket, { prefix, delimiter, after })) {
    if (page.length >= maxKeys) {
      isTruncated = maxKeys > 0;
      break;
    }
    page.push(entry);
  }
  const next = isTruncated ? markerOf(page.at(-1)) : undefined;
  const encode = encoderOf(parameters);
  return xmlAnswer(
    s3Document(
      'ListVersionsResult',
      text('Name', bucket.name),
      text('Prefix', encode(prefix)),
      text('KeyMarker', encode(keyMarker ?? '')),
      text('VersionIdMarker', versionIdMarker ?? ''),
      text('NextKeyMarker', next && encode(next.key)),
      text('NextVersionIdMarker', next?.versionId),
      text('MaxKeys', maxKeys),
      text('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
      text('EncodingType', parameters.get('encoding-type')),
      text('IsTruncated', isTruncated),
      ...page.map(entry =>
        'version' in entry
          ? versionXml(entry, encode, object => storageElements(object, headers, now()))
          : '',
      ),
      ...page.map(entry =>
        'prefix' in entry ? element('CommonPrefixes', text('Prefix', encode(entry.prefix))) : '',
      ),
    ),
  );
}

function* entries(
  bucket: BucketState,
  query: { readonly prefix: string; readonly delimiter: string; readonly after: Marker },
): Generator<Entry> {
  const { prefix, delimiter, after } = query;
  const index = bucket.versioning?.versions ?? bucket.objects;
  const isInPrefixSeen = delimiter !== '' && after.key.endsWith(delimiter) && after.key !== prefix;
  let place = index.firstAtOrAfter(compareKeys(after.key, prefix) > 0 ? after.key : prefix);
  if (isInPrefixSeen && index.at(place)?.startsWith(after.key) === true)
    place = index.endOfPrefix(after.key, place);
  for (let key = index.at(place); key?.startsWith(prefix) === true; key = index.at(place)) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) {
      const common = key.slice(0, end + delimiter.length);
      yield { prefix: common };
      place = index.endOfPrefix(common, place);
      continue;
    }
    const versions = versionsOf(bucket, key);
    const seen = key === after.key ? seenOf(versions, after.versionId) : 0;
    for (const version of versions.slice(seen)) yield { version, isLatest: version === versions[0] };
    place++;
  }
}

/** How many versions of the marker's key stood on the pages before. */
function seenOf(versions: readonly StoredVersion[], versionId: string | undefined): number {
  if (versionId === undefined) return versions.length;
  return versions.findIndex(version => versionIdOf(version) === versionId) + 1;
}

function markerOf(entry: Entry | undefined): Marker | undefined {
  if (entry === undefined) return undefined;
  if ('prefix' in entry) return { key: entry.prefix, versionId: undefined };
  return { key: entry.version.key, versionId: versionIdOf(entry.version) };
}

function versionXml(
  { version, isLatest }: Extract<Entry, { version: StoredVersion }>,
  encode: (name: string) => string,
  storage: (object: StoredObject) => string,
): string {
  const common = [
    text('Key', encode(version.key)),
    text('VersionId', versionIdOf(version)),
    text('IsLatest', isLatest),
    text('LastModified', new Date(version.lastModified).toISOString()),
    element('Owner', text('ID', OWNER_ID)),
  ];
  if (isDeleteMarker(version)) return element('DeleteMarker', ...common);
  return element(
    'Version',
    ...common,
    text('ETag', `"${version.etag}"`),
    text('ChecksumAlgorithm', version.checksum?.algorithm),
    text('ChecksumType', version.checksum?.type),
    text('Size', version.size),
    storage(version),
  );
}
