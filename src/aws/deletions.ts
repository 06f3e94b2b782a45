import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { type Failure, isDenial, isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import type { ExpectedObject } from '../core/s3-object';
import { isUnsupported } from './aws-failure';
import type { Bucket } from './bucket';
import { AFTER_SDK_CHECKSUM, contentMd5 } from './checksums';
import { conditionalWrite, MAY_APPLY_WITHIN_MS } from './conditional-write';
import { headObject } from './head-object';

// What is deleted is always what is expected to be there, and nothing else that came to have its key.

/** Characters that the XML of DeleteObjects can't carry. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Deletes up to 1000 objects that are still as they are expected to be. Resolves with those that are not gone, by its
 * word: one by one may help, since some gateways deny in a batch what they allow alone. Where S3 does not honour the
 * condition, nothing that has one is sent: between a check of a thousand keys and their deletion much can happen,
 * while {@link deleteUnchanged} checks each right before.
 */
export async function deleteObjects(
  bucket: Bucket,
  objects: readonly ExpectedObject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Failure>> {
  signal.throwIfAborted();
  for (const { key } of objects) assertBelowFolder(bucket, key);
  const isHonoured = bucket.capabilities.isHonoured('deleteCondition');
  const isSent = ({ key, etag }: ExpectedObject): boolean =>
    !NOT_IN_XML.test(key) && (isHonoured || etag === '');
  const batch = objects.filter(isSent);
  const refuse = (some: readonly ExpectedObject[], error: unknown): Map<string, Failure> =>
    new Map(some.map(({ key }) => [key, toFailure(error)]));
  const refusals = refuse(
    objects.filter(object => !isSent(object)),
    new ShoeboxError('s3-unsupported'),
  );
  if (batch.length === 0) return refusals;
  if (!bucket.capabilities.shouldSend('batchDeletion'))
    return new Map([...refusals, ...refuse(batch, new ShoeboxError('s3-unsupported'))]);
  const command = new DeleteObjectsCommand({
    Bucket: bucket.settings.bucket,
    Delete: {
      Objects: batch.map(({ key, etag }) => ({ Key: key, ...(etag !== '' && { ETag: `"${etag}"` }) })),
      Quiet: true,
    },
  });
  command.middlewareStack.addRelativeTo(contentMd5, AFTER_SDK_CHECKSUM);
  try {
    const { Errors = [] } = await bucket.sendOnce(
      's3:DeleteObject',
      batch[0]?.key ?? '',
      signal,
      (s3, options) => s3.send(command, options),
    );
    const failed = new Set(Errors.map(({ Key = '' }) => Key));
    const refused = batch.filter(({ key }) => failed.has(key));
    // A key may come back altered (the SDK's parser bends characters above U+FFFF): then each is asked for by itself.
    const left = refused.length === failed.size ? refused : batch;
    return new Map([...refusals, ...refuse(left, new ShoeboxError('access-denied'))]);
  } catch (error) {
    const isMissing = isUnsupported(error);
    if (isMissing) bucket.capabilities.markUnsupported('batchDeletion');
    const helpsAlone =
      isMissing || (isShoeboxError(error) && (isDenial(error.code) || error.code === 'request-refused'));
    if (!helpsAlone) throw error;
    return new Map([...refusals, ...refuse(batch, error)]);
  }
}

/**
 * Deletes an object that is still as it is expected to be; one that is gone is fine. Checks first where S3 does not honour
 * the condition.
 * @throws ShoeboxError `photo-changed` when it is another one.
 */
export async function deleteUnchanged(
  bucket: Bucket,
  object: ExpectedObject,
  signal: AbortSignal,
): Promise<void> {
  const { key, etag } = object;
  assertBelowFolder(bucket, key);
  const write = {
    ...{ conditions: ['deleteCondition'] as const, key, mayApplyWithinMs: MAY_APPLY_WITHIN_MS },
    writeId: `delete ${etag}`,
    async precheck() {
      const there = await headObject(bucket, { key }, signal);
      if (there === null) throw new ShoeboxError('object-not-found', { key });
      if (there.etag !== etag) throw new ShoeboxError('name-taken');
    },
    send: () => deleteObject(bucket, object, signal),
  };
  try {
    await (etag === '' ? write.send() : conditionalWrite(bucket, write, signal));
  } catch (error) {
    if (isShoeboxError(error) && error.code === 'name-taken')
      throw new ShoeboxError('photo-changed', { key }, { cause: error });
    // Under a condition S3 says so; it is what is wanted, and may have been done by a try whose answer got lost.
    if (!isShoeboxError(error) || error.code !== 'object-not-found') throw error;
  }
}

/**
 * Deletes an object, under the condition that it is the expected one if an entity tag says which that is.
 * @throws ShoeboxError `name-taken` when S3 refuses because of the condition.
 */
export async function deleteObject(
  bucket: Bucket,
  { key, etag }: Pick<ExpectedObject, 'key' | 'etag'>,
  signal: AbortSignal,
): Promise<void> {
  const isConditional = etag !== '' && bucket.capabilities.shouldSend('deleteCondition');
  const command = new DeleteObjectCommand({
    ...{ Bucket: bucket.settings.bucket, Key: key },
    ...(isConditional && { IfMatch: `"${etag}"` }),
  });
  await bucket.sendOnce('s3:DeleteObject', key, signal, (s3, options) => s3.send(command, options));
}

/** Nothing outside Shoebox's own folder is ever deleted, whatever a message asks for. */
function assertBelowFolder({ settings: { folder } }: Bucket, key: string): void {
  if (!key.startsWith(folder) || key.length <= folder.length) {
    throw new ShoeboxError('unexpected', {}, { cause: new Error(`not in this folder: ${key}`) });
  }
}
