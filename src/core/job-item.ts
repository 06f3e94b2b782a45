import { type Failure, type FailureCode, ShoeboxError } from './failure';
import { isDeletion, type JobSpec, keepsSource } from './job';
import { byteLength, fileNameOfKey, MAX_KEY_BYTES, objectKey } from './object-key';
import type { ExpectedObject, ObjectInfo } from './s3-object';
import { assertAddressable } from './s3-url';

/** The clocks of S3 and of this computer differ by less, or requests are refused (S3: RequestTimeTooSkewed). */
export const CLOCK_TOLERANCE_MS = 15 * 60_000;

export type ItemState =
  | 'todo'
  /** Where it goes is written down; whether it is there already, S3 has to say. */
  | 'begun'
  | 'done'
  | 'failed';

/** One object of a job, as it was when the job was asked for. */
export interface JobItem extends ExpectedObject {
  readonly state: ItemState;
  /** The key that it goes to, which was free when it was chosen; null before, and for what is only deleted. */
  readonly target: string | null;
  /** When {@link target} was written down. Milliseconds since 1970. */
  readonly begunAt: number | null;
  /**
   * Entity tag of the copy at {@link target} once it was seen there; on the disk before the source is deleted. Null
   * before, absent in items that an earlier version wrote.
   */
  readonly copyEtag?: string | null;
  /** When the picture was first stored, see `core/photo-dates`; absent while it is not known. Milliseconds since 1970. */
  readonly storedAt?: number;
  /** Of a version: when that was stored, which no list of what is there tells. Milliseconds since 1970. */
  readonly lastModified?: number;
  /** The multipart copy that S3 holds open for it; null for all but the largest. */
  readonly uploadId: string | null;
  readonly failure: Failure | null;
}

export const newItem = (object: ExpectedObject | ObjectInfo): JobItem => ({
  ...{ key: object.key, size: object.size, etag: object.etag },
  ...storageOf(object),
  ...(object.versionId !== undefined && {
    versionId: object.versionId,
    ...('lastModified' in object && { lastModified: object.lastModified }),
  }),
  state: 'todo',
  target: null,
  begunAt: null,
  uploadId: null,
  failure: null,
});

/** How S3 keeps an object, as far as it is not the usual way. */
export const storageOf = ({
  storageClass,
  isArchived,
  redirect,
}: Pick<ExpectedObject, Storage>): Pick<JobItem, Storage> => ({
  ...(storageClass !== undefined && { storageClass }),
  ...(isArchived === true && { isArchived }),
  ...(redirect !== undefined && { redirect }),
});

type Storage = 'storageClass' | 'isArchived' | 'redirect';

/**
 * The key that an object is to have: attempt 1 is the one that the user wants, attempt 2 `name (2).jpg`. Null for what
 * is to have none: it is deleted.
 * @throws ShoeboxError `key-too-long`; `key-not-addressable`; `name-taken` for an album's marker, which can't have another name.
 */
export function targetKeyOf(order: JobSpec, key: string, attempt: number): string | null {
  const target = unverifiedTarget(order, key, attempt);
  if (target !== null) assertAddressable(target);
  return target;
}

function unverifiedTarget(order: JobSpec, key: string, attempt: number): string | null {
  const name = fileNameOfKey(key);
  switch (order.kind) {
    case 'copy-photos':
    case 'move-photos':
      return objectKey(order.to, name, attempt);
    case 'rename-photo':
      return objectKey(key.slice(0, key.length - name.length), order.name, attempt);
    case 'restore-photos':
      // As it was, even if a name would be made otherwise today.
      return attempt === 1 ? key : objectKey(key.slice(0, key.length - name.length), name, attempt);
    case 'move-album': {
      // The AWS example's marker of the album: one of ours takes its place.
      if (!key.startsWith(order.from)) return null;
      const moved = `${order.to}${key.slice(order.from.length)}`;
      if (name !== '') return objectKey(moved.slice(0, moved.length - name.length), name, attempt);
      if (attempt > 1) throw new ShoeboxError('name-taken');
      if (byteLength(moved) > MAX_KEY_BYTES) throw new ShoeboxError('key-too-long');
      return moved;
    }
    default:
      return null;
  }
}

/** What S3 has at this moment. */
export interface ObservedObjects {
  readonly source: ExpectedObject | null;
  /** At the item's target. */
  readonly target: ObjectInfo | null;
}

/** What to do next for an item. */
export type ItemStep =
  | { readonly kind: 'copy' }
  | { readonly kind: 'delete-source' }
  /** The name is somebody else's. */
  | { readonly kind: 'other-name' }
  /** What is at the target may be our copy: it has to be held against the source. */
  | { readonly kind: 'compare' }
  | { readonly kind: 'done' }
  | { readonly kind: 'fail'; readonly code: FailureCode };

/** An entity tag that is the MD5 of the bytes, as far as one can see. */
export const isMd5ETag = (etag: string): boolean => /^[0-9a-f]{32}$/.test(etag);

const isChanged = (item: JobItem, source: ExpectedObject): boolean =>
  item.etag !== '' && source.etag !== item.etag;

/**
 * Whether an item goes without a copy: of a moved album, the AWS example's marker does, since one of ours takes its
 * place.
 */
export const isOnlyDeleted = (order: JobSpec, key: string): boolean =>
  isDeletion(order) || (order.kind === 'move-album' && !key.startsWith(order.from));

/**
 * What S3 has decides, never what was noted of earlier tries. An object with the same size and the same plain entity
 * tag has the same bytes, whoever put it there. Large objects, and encrypted ones, get another entity tag with each
 * copy: at the target that was written down as free, such a one may be our copy, and is compared.
 */
export function nextStep(order: JobSpec, item: JobItem, { source, target }: ObservedObjects): ItemStep {
  if (isOnlyDeleted(order, item.key)) {
    if (source === null) return { kind: 'done' };
    return isChanged(item, source) ? { kind: 'fail', code: 'photo-changed' } : { kind: 'delete-source' };
  }
  if (source === null) {
    // A source is deleted only after its copy was confirmed.
    if (target !== null && mayBeCopy(item, target)) return { kind: 'done' };
    // Nobody named it: what somebody else deletes out of an album is nothing to move any more.
    return order.kind === 'move-album' ? { kind: 'done' } : { kind: 'fail', code: 'object-not-found' };
  }
  if (isChanged(item, source)) return { kind: 'fail', code: 'photo-changed' };
  // Without a copy, a source that is to be moved would be lost.
  if (item.target === null) return { kind: 'fail', code: 'name-taken' };
  if (target === null) return { kind: 'copy' };
  if (target.size !== source.size) return { kind: 'other-name' };
  // Under its own name a deleted photo is there again itself, if somebody else took the deletion back.
  const isSame = isMd5ETag(target.etag) || target.key === source.key;
  if (target.etag === source.etag && isSame) return afterCopy(order);
  return item.begunAt !== null ? { kind: 'compare' } : { kind: 'other-name' };
}

/**
 * Whether what is at an item's target is its copy, as far as that can be said without the source: its entity tag was
 * noted, or is the source's own. Where neither tag is that of the bytes and none was noted, it must have come after the
 * target was found free.
 */
function mayBeCopy({ size, etag, copyEtag, begunAt }: JobItem, target: ObjectInfo): boolean {
  if (target.size !== size) return false;
  if (target.etag === etag || target.etag === copyEtag) return true;
  if (copyEtag != null || (isMd5ETag(etag) && isMd5ETag(target.etag))) return false;
  return begunAt !== null && target.lastModified >= begunAt - CLOCK_TOLERANCE_MS;
}

/** The copy is there, by S3's own word. */
export const afterCopy = (order: JobSpec): ItemStep =>
  keepsSource(order) ? { kind: 'done' } : { kind: 'delete-source' };

// Changes of state.

/** Where it goes is about to be written down. */
export const targetChosen = (item: JobItem, target: string, begunAt: number): JobItem => ({
  ...item,
  state: 'begun',
  target,
  begunAt,
  copyEtag: null,
  uploadId: null,
});

/** Its copy was seen at its target, with this entity tag. */
export const copySeen = (item: JobItem, copyEtag: string): JobItem => ({ ...item, copyEtag });

export const itemDone = (item: JobItem): JobItem => ({
  ...item,
  state: 'done',
  uploadId: null,
  failure: null,
});

export const itemFailed = (item: JobItem, failure: Failure): JobItem => ({
  ...item,
  state: 'failed',
  failure,
});

/**
 * Tried again, from what S3 has by then. A photo that somebody changed is taken as it is now, for the user has been
 * told, and it begins anew: what is at its target is a copy of what it was.
 */
export function itemRetried(item: JobItem): JobItem {
  if (item.state !== 'failed') return item;
  if (item.failure?.code === 'photo-changed') return newItem({ ...item, etag: '' });
  return { ...item, state: item.begunAt === null ? 'todo' : 'begun', failure: null };
}

export const isOpen = ({ state }: JobItem): boolean => state === 'todo' || state === 'begun';
