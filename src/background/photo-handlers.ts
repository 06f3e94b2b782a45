import type { Bucket } from '../aws/bucket';
import { headObject } from '../aws/head-object';
import { presignDownload, presignObject } from '../aws/presign';
import { cleanFileName } from '../core/clean-file-name';
import { hexOfBase64 } from '../core/encoding';
import { ShoeboxError } from '../core/failure';
import { fileDatesIn } from '../core/file-dates';
import { inertResponse } from '../core/inert-response';
import type { SharedLink } from '../core/link-text';
import { fileNameOfKey } from '../core/object-key';
import { NEVER_ABORTED } from '../core/promises';
import { ORIGINAL_SHA256, provenanceIn } from '../core/provenance';
import type { ExpectedObject, ObjectMetadata } from '../core/s3-object';
import { thumbnailIdOf } from '../core/thumbnail-key';
import type { Calls, PhotoDetails, PhotoLink } from '../messaging/protocol';
import type { ThumbnailService } from '../thumbnails/thumbnail-service';
import { currentBucket } from './current-bucket';
import { objectLinks } from './links';
import { loadPreferences } from './settings-store';

interface ByKey {
  readonly key: string;
}

export const photoHandlers = (thumbnails: ThumbnailService) => ({
  async thumbnail(photo: ExpectedObject): Promise<string | null> {
    const seen = photo.etag === '' ? await asStored(photo) : photo;
    return (await thumbnails.ensureCached(seen)) ? thumbnailIdOf(seen) : null;
  },
  async details({ key }: ByKey): Promise<PhotoDetails> {
    const { metadata, isArchived = false } = await headPhoto(await currentBucket(), key);
    const original = metadata[ORIGINAL_SHA256];
    return {
      provenance: provenanceIn(metadata),
      fileDates: fileDatesIn(metadata),
      // Anybody with access to the bucket may have written it.
      originalSha256: original !== undefined && isSha256(original) ? hexOfBase64(original) : null,
      isArchived,
    };
  },
  async download({ key }: ByKey): Promise<string> {
    const bucket = await currentBucket();
    // For a link to a missing object S3 would answer with XML, in place of a message that the user can read.
    assertNotArchived(await headPhoto(bucket, key));
    return presignDownload(bucket, key, cleanFileName(fileNameOfKey(key)));
  },
  link: async ({ key }: ByKey): Promise<PhotoLink> =>
    presignObject(await currentBucket(), { key }, inertResponse(key, null)),
  async tabLink({ key }: ByKey): Promise<string> {
    const bucket = await currentBucket();
    const stored = await headPhoto(bucket, key);
    assertNotArchived(stored);
    const { headers } = stored;
    return (await presignObject(bucket, { key }, inertResponse(key, headers['content-type'] ?? null))).url;
  },
  async share({ keys, lifeSeconds }: Calls['photos.share']['args']): Promise<readonly SharedLink[]> {
    const [bucket, { links }] = await Promise.all([currentBucket(), loadPreferences()]);
    const wanted = lifeSeconds === undefined ? links : { ...links, address: 'signed' as const, lifeSeconds };
    return objectLinks(bucket, keys, wanted);
  },
});

/** In base64. */
const isSha256 = (text: string): boolean => /^[\w+/]{43}=$/.test(text);

/** @throws ShoeboxError `object-not-found` */
async function headPhoto(bucket: Bucket, key: string): Promise<ObjectMetadata> {
  const stored = await headObject(bucket, { key }, NEVER_ABORTED);
  if (stored === null) throw new ShoeboxError('object-not-found', { key });
  return stored;
}

/** @throws ShoeboxError `object-archived` */
function assertNotArchived({ key, isArchived }: ObjectMetadata): void {
  if (isArchived === true) throw new ShoeboxError('object-archived', { key });
}

async function asStored(photo: ExpectedObject): Promise<ExpectedObject> {
  const stored = await headObject(await currentBucket(), { key: photo.key }, NEVER_ABORTED);
  return stored === null ? photo : { ...photo, size: stored.size, etag: stored.etag };
}
