import type { HeaderFields } from '../sigv4/canonical';
import type { StoredObject } from '../store/model';
import { S3Error } from './s3-error';
import { element, text } from './xml';

/** Those of a general purpose bucket. */
const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
]);

const ARCHIVES: ReadonlySet<string | undefined> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** What a write says of the storage class; nothing where it is `STANDARD`. */
export function storageClassOf(headers: HeaderFields): Pick<StoredObject, 'storageClass'> {
  const storageClass = headers['x-amz-storage-class'] ?? 'STANDARD';
  if (!STORAGE_CLASSES.has(storageClass))
    throw new S3Error('InvalidStorageClass', { details: { StorageClassRequested: storageClass } });
  return storageClass === 'STANDARD' ? {} : { storageClass };
}

/** Whether its bytes have to be restored before they can be read. */
export const isArchive = ({ storageClass, archiveTier }: StoredObject): boolean =>
  ARCHIVES.has(storageClass) || archiveTier !== undefined;

const isRestored = ({ restore }: StoredObject, now: number): boolean =>
  restore !== undefined && restore.readyAt <= now && now < restore.until;

/** Throws `InvalidObjectState` for what has to be restored first, as a GET and a copy do; a HEAD does not. */
export function checkReadable(object: StoredObject, now: number): void {
  if (!isArchive(object) || isRestored(object, now)) return;
  throw new S3Error('InvalidObjectState', {
    details: {
      StorageClass: object.storageClass ?? 'STANDARD',
      ...(object.archiveTier !== undefined && { AccessTier: object.archiveTier }),
    },
  });
}

/** The headers that tell of it; none for `STANDARD`. */
export function storageHeaders(object: StoredObject, now: number): Readonly<Record<string, string>> {
  const { storageClass, archiveTier, restore } = object;
  return {
    ...(storageClass !== undefined && { 'x-amz-storage-class': storageClass }),
    ...(archiveTier !== undefined && { 'x-amz-archive-status': archiveTier }),
    ...(restore !== undefined &&
      now < restore.until && {
        'x-amz-restore': isRestored(object, now)
          ? `ongoing-request="false", expiry-date="${new Date(restore.until).toUTCString()}"`
          : 'ongoing-request="true"',
      }),
  };
}

/** What lists tell of it; of a restored copy only on request. */
export function storageElements(object: StoredObject, headers: HeaderFields, now: number): string {
  const { storageClass = 'STANDARD', restore } = object;
  const isAsked = headers['x-amz-optional-object-attributes'] === 'RestoreStatus';
  const isOngoing = !isRestored(object, now);
  return (
    text('StorageClass', storageClass) +
    (isAsked && restore !== undefined && now < restore.until
      ? element(
          'RestoreStatus',
          text('IsRestoreInProgress', isOngoing),
          text('RestoreExpiryDate', isOngoing ? undefined : new Date(restore.until).toISOString()),
        )
      : '')
  );
}
