import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { ArchiveTier } from '../store/model';
import { existingObject } from './get-object';
import type { ObjectRequest, S3Context } from './request';
import { S3Error } from './s3-error';
import { isArchive } from './storage-class';
import { parseXml, textOf } from './xml';

const DAY_MS = 24 * 60 * 60_000;

/** Restores the current version, for so many days; it takes as long as the server was told. */
export async function restoreObject(request: ObjectRequest, context: S3Context): Promise<Answer> {
  const { bucket, key } = request;
  const document = parseXml(await receiveDocument(request.body), 'RestoreRequest');
  const object = existingObject(request, bucket, key);
  const now = context.now();
  if (!isArchive(object))
    throw new S3Error('InvalidObjectState', {
      message: "Restore is not allowed for the object's current storage class",
    });
  const days = Number(textOf(document, 'Days') ?? '0');
  const { restore } = object;
  if (restore !== undefined && now < restore.readyAt) throw new S3Error('RestoreAlreadyInProgress');
  const readyAt = now + context.restoreMs;
  const { archiveTier, ...moved } = object;
  // What Intelligent-Tiering restores is back for good.
  const restored =
    archiveTier === undefined ? { ...object, restore: { readyAt, until: readyAt + days * DAY_MS } } : moved;
  await context.store.commit({ type: 'alter', bucket: bucket.name, object: restored });
  return { status: restore === undefined ? 202 : 200 };
}

/** As time moves an object of Intelligent-Tiering that nobody has read for months. */
export async function moveToArchiveTier(
  { store }: S3Context,
  bucketName: string,
  key: string,
  archiveTier: ArchiveTier,
): Promise<void> {
  const object = store.bucket(bucketName)?.objects.get(key);
  if (object?.storageClass !== 'INTELLIGENT_TIERING')
    throw new Error(`${key} is not of INTELLIGENT_TIERING.`);
  await store.commit({ type: 'alter', bucket: bucketName, object: { ...object, archiveTier } });
}
