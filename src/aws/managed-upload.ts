import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type PutObjectCommandInput,
  type S3Client,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { ManagedUpload } from '../core/parts';

/**
 * A file as lib-storage cuts a byte array into parts: it asks for a length and for subarrays, and gets ranges. Given the
 * Blob itself, it would read all of it into memory, part by part.
 */
class FileRange extends Uint8Array {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    super();
    this.start = start;
    this.end = end;
  }

  override get byteLength(): number {
    return this.end - this.start;
  }

  override subarray(start = 0, end = this.byteLength): FileRange {
    return new FileRange(this.start + start, Math.min(this.start + end, this.end));
  }
}

/**
 * lib-storage's `Upload` over a client that hands each UploadPart to `uploadPart`. Create and Complete it answers by
 * itself: the caller has created the upload before, and completes it after, where a lost answer can be resolved.
 */
export const managedUpload: ManagedUpload = async ({ size, partBytes, queueSize, signal }, uploadPart) => {
  const failed = new AbortController();
  const ending = AbortSignal.any([signal, failed.signal]);
  const underWay = new Set<Promise<unknown>>();

  async function answerPart({
    PartNumber,
    Body,
  }: Partial<UploadPartCommandInput>): Promise<{ ETag: string }> {
    const { start, end } = Body as FileRange; // of `params`, cut by `subarray`
    const sending = uploadPart({ partNumber: PartNumber ?? 1, start, end }, ending);
    underWay.add(sending);
    try {
      // It refuses a part without one. Of what is resumed, an S3 may list none; what completes the upload decides that.
      return { ETag: (await sending).etag || '-' };
    } catch (error) {
      failed.abort(error); // or its other workers go on with the next parts
      throw error;
    } finally {
      underWay.delete(sending);
    }
  }

  const client = {
    config: {
      requestHandler: null, // would be listened to for progress
      requestChecksumCalculation: async () => 'WHEN_REQUIRED',
      // Asked for where the file is a single part, for the object's URL.
      endpoint: async () => ({ protocol: 'https:', hostname: '', path: '/' }),
    },
    async send(command: { readonly input: PutObjectCommandInput | UploadPartCommandInput }) {
      ending.throwIfAborted();
      if (command instanceof CreateMultipartUploadCommand) return { UploadId: '-' };
      if (command instanceof CompleteMultipartUploadCommand) return {};
      return answerPart(command.input);
    },
  };

  try {
    await new Upload({
      client: client as unknown as S3Client, // what it uses of one
      params: { Bucket: '-', Key: '-', Body: new FileRange(0, size) },
      partSize: partBytes,
      queueSize,
      leavePartsOnError: true,
      abortController: failed,
    }).done();
  } catch (error) {
    // It rejects at once. No part may be on the wire when the caller aborts the upload or creates it anew.
    await Promise.allSettled(underWay);
    throw ending.aborted ? ending.reason : error;
  }
};
