import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { ShoeboxError } from '../core/failure';
import type { ObjectToPut, StoredObject } from '../transfers/ports';
import type { Bucket } from './bucket';

/** 8 to 16 MiB sent the fastest from a browser (measured); S3 takes at most 10,000 parts and wants 5 MiB each. */
const PART_BYTES = 8 * 1024 * 1024;
const MAX_PARTS = 10_000;

const partBytes = (size: number): number => Math.max(PART_BYTES, Math.ceil(size / MAX_PARTS));

/**
 * Stores an object under a key that nothing has yet. Resolves once S3 has confirmed it with its checksum verified.
 * @throws ShoeboxError `name-taken` when the key exists; an AbortError when `signal` was aborted, after the parts
 * that S3 had were removed.
 */
export async function putObject(bucket: Bucket, object: ObjectToPut): Promise<void> {
  const { key, body, mediaType, metadata, signal, onProgress } = object;
  const upload = new Upload({
    client: abortable(bucket.s3, signal),
    params: {
      Bucket: bucket.settings.bucket,
      Key: key,
      Body: body,
      ContentType: mediaType,
      Metadata: { ...metadata },
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'SHA256',
    },
    partSize: partBytes(body.size),
  });
  upload.on('httpUploadProgress', ({ loaded }) => onProgress(loaded ?? 0));
  const stored = await bucket.attempt('s3:PutObject', key, () => upload.done());
  if (stored.ETag === undefined) throw new ShoeboxError('not-confirmed');
}

/** The client with the signal in every request, which lib-storage does not pass on; its clean-up has to get through. */
function abortable(s3: S3Client, signal: AbortSignal): S3Client {
  const send: S3Client['send'] = (command: Parameters<S3Client['send']>[0]) =>
    command instanceof AbortMultipartUploadCommand
      ? s3.send(command).catch(() => {}) // the failure that led here is the one to be told
      : s3.send(command, { abortSignal: signal });
  return Object.create(s3, { send: { value: send } });
}

/** Size and user metadata of an object; null when there is none. */
export async function headObject(bucket: Bucket, key: string): Promise<StoredObject | null> {
  try {
    const head = await bucket.attempt('s3:GetObject', key, () =>
      bucket.s3.send(new HeadObjectCommand({ Bucket: bucket.settings.bucket, Key: key })),
    );
    return { size: head.ContentLength ?? 0, metadata: head.Metadata ?? {} };
  } catch (error) {
    if (error instanceof ShoeboxError && error.code === 'object-not-found') return null;
    throw error;
  }
}

export async function deleteObject(bucket: Bucket, key: string): Promise<void> {
  await bucket.attempt('s3:DeleteObject', key, () =>
    bucket.s3.send(new DeleteObjectCommand({ Bucket: bucket.settings.bucket, Key: key })),
  );
}
