import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { Photo } from '../core/album';
import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import { isHidden, type PhotoVersion, thumbnailKeysOf } from '../core/thumbnail-key';
import { exampleMarkerOf, listAll } from './album-listing';
import type { Bucket } from './bucket';
import { deleteObject } from './objects';

export interface KeyFailure {
  readonly key: string;
  readonly failure: Failure;
}

export interface Deletion {
  readonly deleted: number;
  readonly failures: readonly KeyFailure[];
  readonly complete: boolean;
}

/** DeleteObjects takes at most 1000 keys (S3 API reference). */
const BATCH = 1000;

/** Single deletes at once, where batches are refused: the browser opens six connections to a host. */
const SINGLE_DELETES_AT_ONCE = 6;

/** Characters that the XML of DeleteObjects can't carry. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Deletes keys, however many. Resolves with what could not be deleted; rejects only when S3 can't be talked to at all.
 */
async function deleteKeys(bucket: Bucket, keys: readonly string[]): Promise<KeyFailure[]> {
  for (const key of keys) assertBelowFolder(bucket, key);
  const single = keys.filter(key => NOT_IN_XML.test(key));
  const batched = keys.filter(key => !NOT_IN_XML.test(key));
  const failures: KeyFailure[] = [];
  for (let start = 0; start < batched.length; start += BATCH) {
    const refused = await deleteBatch(bucket, batched.slice(start, start + BATCH));
    single.push(...refused);
  }
  failures.push(...(await deleteOneByOne(bucket, single)));
  return failures;
}

/**
 * Deletes photos, and in the same requests their thumbnails, which go first. Resolves with what could not be deleted; a
 * thumbnail is not told of: without its photo nobody will see it, and with it it is made again.
 */
export async function deletePhotos(
  bucket: Bucket,
  photos: readonly (PhotoVersion & { readonly key: string })[],
): Promise<KeyFailure[]> {
  const { folder } = bucket.settings;
  const failures: KeyFailure[] = [];
  // Both in one batch.
  for (let start = 0; start < photos.length; start += BATCH / 2) {
    const some = photos.slice(start, start + BATCH / 2);
    const keys = [...thumbnailKeysOf(folder, some), ...some.map(({ key }) => key)];
    failures.push(...(await deleteKeys(bucket, keys)));
  }
  return failures.filter(({ key }) => !isHidden(folder, key));
}

/** The keys that a batch did not delete. Some gateways deny in a batch what they allow one by one. */
async function deleteBatch(bucket: Bucket, keys: readonly string[]): Promise<string[]> {
  try {
    const { Errors = [] } = await bucket.attempt('s3:DeleteObject', keys[0] ?? '', () =>
      bucket.s3.send(
        new DeleteObjectsCommand({
          Bucket: bucket.settings.bucket,
          Delete: { Objects: keys.map(Key => ({ Key })), Quiet: true },
        }),
      ),
    );
    const failed = new Set(Errors.map(error => error.Key ?? ''));
    const refused = keys.filter(key => failed.has(key));
    // A key may come back altered (the SDK's parser bends characters above U+FFFF): then each is asked for by itself.
    return refused.length === failed.size ? refused : [...keys];
  } catch (error) {
    if (error instanceof ShoeboxError && error.code === 'access-denied') return [...keys];
    throw error;
  }
}

async function deleteOneByOne(bucket: Bucket, keys: readonly string[]): Promise<KeyFailure[]> {
  const waiting = [...keys];
  const failures: KeyFailure[] = [];
  const work = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      try {
        await deleteObject(bucket, key);
      } catch (error) {
        failures.push({ key, failure: toFailure(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: SINGLE_DELETES_AT_ONCE }, work));
  return failures;
}

/** Running totals of an album with everything below it. */
export async function* measureAlbum(
  bucket: Bucket,
  prefix: string,
): AsyncGenerator<{ count: number; bytes: number; complete: boolean }, void, undefined> {
  let count = 0;
  let bytes = 0;
  for await (const photos of listAll(bucket, prefix)) {
    const counted = photos.filter(photo => photo.key !== prefix);
    count += counted.length;
    bytes += counted.reduce((sum, photo) => sum + photo.size, 0);
    yield { count, bytes, complete: false };
  }
  yield { count, bytes, complete: true };
}

/**
 * Deletes an album with everything below it. The markers go last, and only when all else is gone: an interrupted
 * deletion leaves an album that can be deleted again.
 */
export async function* deleteAlbum(
  bucket: Bucket,
  prefix: string,
): AsyncGenerator<Deletion, void, undefined> {
  if (!prefix.endsWith('/'))
    throw new ShoeboxError('unexpected', {}, { cause: new Error(`no album: ${prefix}`) });
  assertBelowFolder(bucket, prefix);
  let deleted = 0;
  const failures: KeyFailure[] = [];
  for await (const photos of listAll(bucket, prefix)) {
    const inIt = photos.filter((photo: Photo) => photo.key !== prefix);
    const failed = await deletePhotos(bucket, inIt);
    failures.push(...failed);
    deleted += inIt.length - failed.length;
    yield { deleted, failures, complete: false };
  }
  if (failures.length === 0) failures.push(...(await deleteKeys(bucket, await markersOf(bucket, prefix))));
  yield { deleted, failures, complete: true };
}

/** Nothing outside Shoebox's own folder is ever deleted, whatever a message asks for. */
function assertBelowFolder({ settings: { folder } }: Bucket, key: string): void {
  if (!key.startsWith(folder) || key.length <= folder.length) {
    throw new ShoeboxError('unexpected', {}, { cause: new Error(`not in this folder: ${key}`) });
  }
}

/** The album's marker, and the AWS example's. */
async function markersOf(bucket: Bucket, prefix: string): Promise<string[]> {
  const example = await exampleMarkerOf(bucket, prefix);
  return example === null ? [prefix] : [example, prefix];
}
