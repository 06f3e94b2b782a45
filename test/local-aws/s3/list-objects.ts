import type { Answer } from '../http/exchange';
import { awsEncode } from '../sigv4/canonical';
import { compareKeys, type KeyIndex } from '../store/key-index';
import type { StoredObject } from '../store/model';
import { type BucketRequest, type S3Context, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { storageElements } from './storage-class';
import { element, s3Document, text } from './xml';

/** S3 lists at most this many keys and common prefixes at once. */
const MAX_KEYS = 1000;

/** One page of a list. */
interface Page {
  readonly objects: readonly StoredObject[];
  readonly commonPrefixes: readonly string[];
  /** The last key or common prefix of the page, if there is more behind it. */
  readonly next: string | undefined;
}

export async function listObjectsV2(
  { bucket, parameters, headers }: BucketRequest,
  { now }: S3Context,
): Promise<Answer> {
  const prefix = parameters.get('prefix') ?? '';
  const delimiter = parameters.get('delimiter') ?? '';
  const startAfter = parameters.get('start-after');
  const token = parameters.get('continuation-token');
  const maxKeys = Math.min(countOf(parameters, 'max-keys') ?? MAX_KEYS, MAX_KEYS);
  const after = token === undefined ? startAfter : keyOfToken(token);
  const page = listPage(bucket.objects, {
    prefix,
    delimiter,
    after,
    afterPrefix: token !== undefined,
    maxKeys,
  });
  const encode = encoderOf(parameters);
  return xmlAnswer(
    s3Document(
      'ListBucketResult',
      text('Name', bucket.name),
      text('Prefix', encode(prefix)),
      text('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
      text('StartAfter', startAfter === undefined ? undefined : encode(startAfter)),
      text('ContinuationToken', token),
      text('NextContinuationToken', page.next === undefined ? undefined : tokenOfKey(page.next)),
      text('EncodingType', parameters.get('encoding-type')),
      text('KeyCount', page.objects.length + page.commonPrefixes.length),
      text('MaxKeys', maxKeys),
      text('IsTruncated', page.next !== undefined),
      ...page.objects.map(object => contents(object, encode, storageElements(object, headers, now()))),
      ...page.commonPrefixes.map(common => element('CommonPrefixes', text('Prefix', encode(common)))),
    ),
  );
}

/** How names are written into the answer; `encoding-type=url` is a form's encoding that leaves `/` alone. */
export function encoderOf(parameters: ReadonlyMap<string, string>): (name: string) => string {
  const encoding = parameters.get('encoding-type');
  if (encoding === undefined) return name => name;
  if (encoding !== 'url') {
    throw new S3Error('InvalidArgument', {
      message: 'Invalid Encoding Method specified in Request',
      details: { ArgumentName: 'encoding-type', ArgumentValue: encoding },
    });
  }
  return name => awsEncode(name).replaceAll('%2F', '/').replaceAll('%20', '+');
}

/** A parameter that is a count. */
export function countOf(parameters: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = parameters.get(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,10}$/u.test(value)) {
    throw new S3Error('InvalidArgument', {
      message: `Provided ${name} not an integer or within integer range`,
      details: { ArgumentName: name, ArgumentValue: value },
    });
  }
  return Number(value);
}

function listPage(
  index: KeyIndex<StoredObject>,
  query: {
    readonly prefix: string;
    readonly delimiter: string;
    readonly after: string | undefined;
    /** Whether `after` may be a common prefix, all of which was listed already. */
    readonly afterPrefix: boolean;
    readonly maxKeys: number;
  },
): Page {
  const { prefix, delimiter, after = '', afterPrefix, maxKeys } = query;
  const objects: StoredObject[] = [];
  const commonPrefixes: string[] = [];
  let next: string | undefined;
  let place = index.firstAtOrAfter(compareKeys(after, prefix) > 0 ? after : prefix);
  if (after !== '') {
    const seenPrefix = afterPrefix && delimiter !== '' && after.endsWith(delimiter) && after !== prefix;
    if (seenPrefix && index.at(place)?.startsWith(after) === true) place = index.endOfPrefix(after, place);
    else if (index.at(place) === after) place++;
  }
  for (let key = index.at(place); key?.startsWith(prefix) === true; key = index.at(place)) {
    // One more than fits: the list goes on. With max-keys 0 S3 says that it does not.
    if (objects.length + commonPrefixes.length >= maxKeys) {
      return { objects, commonPrefixes, next };
    }
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end < 0) {
      const object = index.get(key);
      if (object !== undefined) objects.push(object);
      next = key;
      place++;
    } else {
      next = key.slice(0, end + delimiter.length);
      commonPrefixes.push(next);
      place = index.endOfPrefix(next, place); // past all that it stands for, however many
    }
  }
  return { objects, commonPrefixes, next: undefined };
}

function contents(object: StoredObject, encode: (name: string) => string, storage: string): string {
  return element(
    'Contents',
    text('Key', encode(object.key)),
    text('LastModified', new Date(object.lastModified).toISOString()),
    text('ETag', `"${object.etag}"`),
    text('ChecksumAlgorithm', object.checksum?.algorithm),
    text('ChecksumType', object.checksum?.type),
    text('Size', object.size),
    storage,
  );
}

/** Clients must not read anything into a token, so it does not look like a key. */
function tokenOfKey(key: string): string {
  return `1${Buffer.from(key).toString('base64url')}`;
}

function keyOfToken(token: string): string {
  const key = Buffer.from(token.slice(1), 'base64url').toString();
  if (tokenOfKey(key) === token && key !== '') return key;
  throw new S3Error('InvalidArgument', {
    message: 'The continuation token provided is incorrect',
    details: { ArgumentName: 'continuation-token' },
  });
}
