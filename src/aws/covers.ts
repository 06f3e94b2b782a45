import { type AlbumPreview, coverKeyIn, coverMetadata } from '../core/cover';
import { ShoeboxError } from '../core/failure';
import { isImageType, mediaTypeOfName } from '../core/media-type';
import { albumPrefixOf } from '../core/object-key';
import { NEVER_ABORTED } from '../core/promises';
import type { Photo } from '../core/s3-object';
import { photoOf } from './album-listing';
import { putMarker } from './albums';
import type { Bucket } from './bucket';
import { headObject } from './head-object';
import { listObjects } from './list-objects';

/** How many of an album's first entries are considered for a cover: one small request. */
const CANDIDATES = 50;

/**
 * What there is in an album, and the photo that stands for it: the one that a user has chosen, as long as it is there, else
 * the first image of the album or of the albums in it.
 */
export async function previewAlbum(bucket: Bucket, prefix: string): Promise<AlbumPreview> {
  const { objects, next } = await listObjects(bucket, { prefix, maxKeys: CANDIDATES });
  const first = objects.map(photoOf);
  // The marker is the first of all keys that begin with the prefix. Without one, nothing is chosen.
  const chosen = first[0]?.key === prefix ? await chosenCover(bucket, prefix) : null;
  const image = first.find(({ name, size }) => size > 0 && isImageType(mediaTypeOfName(name) ?? ''));
  return { cover: chosen ?? image ?? null, first, isAll: next === null };
}

async function chosenCover(bucket: Bucket, prefix: string): Promise<Photo | null> {
  const key = await chosenKey(bucket, prefix);
  return key === null ? null : photoAt(bucket, key);
}

async function chosenKey(bucket: Bucket, prefix: string): Promise<string | null> {
  const marker = await headObject(bucket, { key: prefix }, NEVER_ABORTED);
  return coverKeyIn(bucket.settings.folder, prefix, marker?.metadata ?? {});
}

async function photoAt(bucket: Bucket, key: string): Promise<Photo | null> {
  const found = await headObject(bucket, { key }, NEVER_ABORTED);
  if (found === null) return null;
  const { size, etag, lastModified } = found;
  return photoOf({ key, size, etag, lastModified });
}

/**
 * Makes a photo stand for the album, for everybody who opens it.
 * @throws ShoeboxError `object-not-found` when the photo is not there any more.
 */
export async function setCover(bucket: Bucket, prefix: string, key: string): Promise<void> {
  if ((await photoAt(bucket, key)) === null) throw new ShoeboxError('object-not-found', { key });
  await putMarker(bucket, prefix, { metadata: coverMetadata(prefix, key), replaces: true });
}

/** A photo of an album has another key in it now: where it stands for the album, it still does. */
export async function keepCoverOfRenamed(bucket: Bucket, from: string, to: string): Promise<void> {
  const prefix = albumPrefixOf(from);
  if (prefix === '' || (await chosenKey(bucket, prefix)) !== from) return;
  if ((await photoAt(bucket, from)) === null) await setCover(bucket, prefix, to);
}
