import { ShoeboxError } from '../../../src/core/failure';
import type { MultipartUpload, SentPart } from '../../../src/core/parts';
import type { NewObject, ObjectMetadata } from '../../../src/core/s3-object';
import type { TransferBucket } from '../../../src/transfers/ports';
import { type Content, checksumOf, compositeOf, contentOf, joined } from './fake-bytes';
import type { Mortal, Operation, Points } from './points';

export interface FakeObject {
  readonly content: Content;
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly mediaType: string;
  readonly checksum: string;
}

interface FakePart {
  readonly content: Content;
  readonly size: number;
  readonly etag: string;
  readonly checksum: string;
}

interface FakeUpload extends NewObject {
  readonly startedAt: number;
  readonly parts: Map<number, FakePart>;
}

const MIN_PART_BYTES = 5 * 1024 ** 2;

/** What is in the bucket; it outlives every worker. */
export class FakeBucket {
  readonly objects = new Map<string, FakeObject>();
  readonly uploads = new Map<string, FakeUpload>();
  /** Whether it tells checksums, as AWS does and Ceph does not. */
  tellsChecksums = true;
  maxParts = 10_000;
  /** What is answered as a part's entity tag; the bucket keeps the true one. */
  bendEtag = (etag: string, _partNumber: number): string => etag;
  #ids = 0;

  put(object: NewObject, content: Content, size: number, checksum: string): string {
    const { key, metadata, mediaType } = object;
    if (checksum !== checksumOf(content)) throw new ShoeboxError('not-confirmed');
    if (this.objects.has(key)) throw new ShoeboxError('name-taken');
    this.objects.set(key, { content, size, metadata, mediaType, checksum });
    return `etag of ${content}`;
  }

  createUpload(object: NewObject, startedAt: number): MultipartUpload {
    const uploadId = `upload-${++this.#ids}`;
    this.uploads.set(uploadId, { ...object, startedAt, parts: new Map() });
    return { key: object.key, uploadId };
  }

  putPart({ uploadId }: MultipartUpload, partNumber: number, body: Blob, checksum: string): SentPart {
    const upload = this.#open(uploadId);
    const content = contentOf(body);
    if (checksum !== checksumOf(content)) throw new ShoeboxError('not-confirmed');
    const etag = `etag of ${content}`;
    upload.parts.set(partNumber, { content, size: body.size, etag, checksum });
    return { partNumber, size: body.size, etag: this.bendEtag(etag, partNumber), checksum };
  }

  complete({ key, uploadId }: MultipartUpload, claimed: readonly SentPart[]): void {
    const upload = this.#open(uploadId);
    if (this.objects.has(key)) throw new ShoeboxError('name-taken');
    const parts = claimed.map(({ partNumber, etag, checksum }, index) => {
      const part = upload.parts.get(partNumber);
      const isTooSmall = part !== undefined && part.size < MIN_PART_BYTES && index < claimed.length - 1;
      const isLater = partNumber > (claimed[index - 1]?.partNumber ?? 0);
      if (part?.etag !== etag || part.checksum !== checksum || isTooSmall || !isLater)
        throw new ShoeboxError('not-confirmed');
      return part;
    });
    this.uploads.delete(uploadId);
    this.objects.set(key, {
      content: joined(parts.map(({ content }) => content)),
      size: parts.reduce((sum, { size }) => sum + size, 0),
      metadata: upload.metadata,
      mediaType: upload.mediaType,
      checksum: compositeOf(parts.map(({ checksum }) => checksum)),
    });
  }

  head(key: string): ObjectMetadata | null {
    const object = this.objects.get(key);
    if (object === undefined) return null;
    const { size, metadata, checksum, content } = object;
    return {
      ...{ key, size, etag: `etag of ${content}`, lastModified: 0, headers: {}, metadata },
      checksums: this.tellsChecksums && checksum !== null ? { sha256: checksum } : {},
      isComposite: /-\d+$/.test(checksum ?? ''),
    };
  }

  #open(uploadId: string): FakeUpload {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) throw new ShoeboxError('upload-gone');
    return upload;
  }
}

/** The bucket, as one worker instance reaches it. */
export function storeOf(bucket: FakeBucket, points: Points, life: Mortal, now: () => number): TransferBucket {
  const ask = <Value>(
    operation: Operation,
    what: string,
    signal: AbortSignal,
    effect: () => Value,
  ): Promise<Value> => points.pass(life, operation, what, signal, effect);
  return {
    host: 's3.example.org',
    owner: null,
    maxParts: bucket.maxParts,
    put: (object, signal) =>
      ask('put', object.key, signal, () =>
        bucket.put(object, contentOf(object.body), object.body.size, object.checksum),
      ),
    head: (key, signal) => ask('head', key, signal, () => bucket.head(key)),
    sha256Of: ({ key, etag }, signal) =>
      ask('sha256Of', key, signal, () => {
        const object = bucket.objects.get(key);
        if (object === undefined || bucket.head(key)?.etag !== etag) throw new ShoeboxError('photo-changed');
        return checksumOf(object.content);
      }),
    listSizes: (prefix, _token, signal) =>
      ask('listSizes', prefix, signal, () => {
        const found = [...bucket.objects].filter(([key]) => key.startsWith(prefix));
        return { sizes: new Map(found.map(([key, { size }]) => [key, size])), next: null };
      }),
    createMultipartUpload: (object, signal) =>
      ask('createMultipartUpload', object.key, signal, () => bucket.createUpload(object, now())),
    uploadPart: (upload, { partNumber, body, checksum }, signal) =>
      ask('uploadPart', String(partNumber), signal, () => bucket.putPart(upload, partNumber, body, checksum)),
    listParts: (upload, _after, signal) =>
      ask('listParts', upload.uploadId, signal, () => {
        const parts = bucket.uploads.get(upload.uploadId)?.parts;
        if (parts === undefined) return null;
        const listed = [...parts].map(([partNumber, { size, etag, checksum }]) => ({
          ...{ partNumber, size, etag },
          checksum: bucket.tellsChecksums ? checksum : null,
        }));
        return { parts: listed, next: null };
      }),
    completeMultipartUpload: (upload, parts, signal) =>
      ask('completeMultipartUpload', upload.key, signal, () => bucket.complete(upload, parts)),
    abortMultipartUpload: (upload, signal) =>
      ask('abortMultipartUpload', upload.uploadId, signal, () => void bucket.uploads.delete(upload.uploadId)),
    listMultipartUploads: (key, since, signal) =>
      ask('listMultipartUploads', key, signal, () =>
        [...bucket.uploads]
          .filter(([, upload]) => upload.key === key && upload.startedAt >= since)
          .map(([uploadId]) => ({ key, uploadId })),
      ),
    delete: ({ key, etag }, signal) =>
      ask('delete', key, signal, () => {
        if (bucket.head(key)?.etag === etag) bucket.objects.delete(key);
      }),
  };
}
