import { createHash } from 'node:crypto';
import { ShoeboxError } from '../../src/core/failure';
import { compareKeys } from '../../src/core/key-order';
import type { MultipartCopy, MultipartUpload, StoredPart } from '../../src/core/parts';
import type { ExpectedObject, ObjectInfo, ObjectMetadata, ObjectRef } from '../../src/core/s3-object';
import type { FetchedBytes, JobBucket } from '../../src/jobs/ports';
import type { Mortal, Operation, Points } from '../transfers/world/points';

export interface FakeObject {
  readonly content: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Absent: STANDARD. */
  readonly storageClass?: string;
  /** Of an archive: there is a copy that can be read. */
  readonly isRestored?: boolean;
  /** Of a website's. */
  readonly redirect?: string;
}

const isArchive = ({ storageClass }: FakeObject): boolean => storageClass === 'DEEP_ARCHIVE';

/** What a copy has only if it is asked for. */
const storageOf = ({ storageClass, redirect }: Pick<FakeObject, 'storageClass' | 'redirect'>) => ({
  ...(storageClass !== undefined && { storageClass }),
  ...(redirect !== undefined && { redirect }),
});

interface FakeUpload {
  readonly target: string;
  readonly description: Pick<FakeObject, 'headers' | 'metadata' | 'storageClass' | 'redirect'>;
  readonly parts: Map<number, { readonly content: string; readonly size: number }>;
}

const LONG_AGO = 1000;

/** As S3 tells of times. */
const wholeSeconds = (ms: number): number => Math.floor(ms / 1000) * 1000;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** What is in the bucket; it outlives every worker. */
export class FakeBucket {
  readonly objects = new Map<string, FakeObject>();
  readonly uploads = new Map<string, FakeUpload>();
  /** What was deleted and kept, by `key?id`. */
  readonly versions = new Map<string, FakeObject>();
  /** What Shoebox keeps for itself, by key. */
  readonly tables = new Map<string, ArrayBuffer>();
  /** Whether it heeds conditions on copies and deletions, as AWS does and Ceph does not. */
  heedsConditions = true;
  /** Whether nobody may read tags. */
  hidesTags = false;
  /** Whether it has DeleteObjects. */
  hasBatches = true;
  /** Whether it has UploadPartCopy, and whether its client knows that it has none. */
  hasPartCopies = true;
  copiesInParts = true;
  /** The most that CopyObject takes. */
  maxCopyBytes = 5 * 1024 ** 3;
  /** Every key that something was ever copied to. */
  readonly copies: string[] = [];
  #ids = 0;

  /**
   * An object that was put there long ago, unless `at` (milliseconds since 1970) says when; `parts` makes its entity
   * tag one of an upload in parts.
   */
  put(
    key: string,
    content: string,
    {
      size = content.length,
      parts = 0,
      metadata = {},
      at = LONG_AGO,
      ...storage
    }: {
      readonly size?: number;
      readonly parts?: number;
      readonly metadata?: Readonly<Record<string, string>>;
      readonly at?: number;
    } & Pick<FakeObject, 'storageClass' | 'isRestored' | 'redirect'> = {},
  ): void {
    const etag = parts > 0 ? `${md5(`parts of ${content}`)}-${parts}` : md5(content);
    const headers = { 'content-type': 'image/png', 'content-disposition': 'inline' };
    this.objects.set(key, {
      ...{ content, size, etag, headers, metadata, ...storage },
      lastModified: wholeSeconds(at),
    });
  }

  /** Deletes an object as a versioned bucket does. Returns the version that is left. */
  keepDeleted(key: string): ExpectedObject {
    const object = this.objects.get(key);
    if (object === undefined) throw new Error(`There is no ${key}`);
    const versionId = `version-${++this.#ids}`;
    this.objects.delete(key);
    this.versions.set(`${key}?${versionId}`, object);
    return { key, size: object.size, etag: object.etag, versionId };
  }

  list(prefix: string, after: string, pageSize: number): { objects: ObjectInfo[]; isLast: boolean } {
    if (prefix.startsWith('.shoebox/')) return { objects: listedTables(this.tables, prefix), isLast: true };
    const all = [...this.objects]
      .filter(([key]) => key.startsWith(prefix) && compareKeys(key, after) > 0)
      .sort(([a], [b]) => compareKeys(a, b))
      .map(([key, object]) => {
        const { size, etag, lastModified, storageClass } = object;
        return {
          ...{ key, size, etag, lastModified },
          ...(storageClass !== undefined && { storageClass }),
          ...(isArchive(object) && { isArchived: true }),
        };
      });
    return { objects: all.slice(0, pageSize), isLast: all.length <= pageSize };
  }

  describe(name: ObjectRef): ObjectMetadata | null {
    const { key } = name;
    const object = this.#at(name);
    if (object === undefined) return null;
    const { size, etag, lastModified, headers, metadata, isRestored = false } = object;
    return {
      ...{ key, size, etag, lastModified, headers, metadata, checksums: {}, isComposite: false },
      ...storageOf(object),
      ...(isArchive(object) && !isRestored && { isArchived: true }),
    };
  }

  copy(source: ExpectedObject, target: string, now: number): string {
    const object = this.#source(source);
    if (this.heedsConditions && this.objects.has(target)) throw new ShoeboxError('name-taken');
    if (object.size > this.maxCopyBytes)
      throw new ShoeboxError('request-refused', { reason: 'InvalidRequest' });
    const etag = md5(object.content);
    this.copies.push(target);
    const { storageClass: _, isRestored: _restored, redirect: _redirect, ...copied } = object;
    this.objects.set(target, { ...copied, etag, lastModified: wholeSeconds(now), ...storageOf(source) });
    return etag;
  }

  createUpload(source: ObjectMetadata, target: string): MultipartCopy {
    const uploadId = `upload-${++this.#ids}`;
    this.uploads.set(uploadId, { target, description: source, parts: new Map() });
    return { key: target, uploadId, ...(this.hidesTags && { mayLackTags: true }) };
  }

  /** Those to this key that hold no part. */
  abortEmptyUploads(key: string): void {
    for (const [uploadId, { target, parts }] of this.uploads)
      if (target === key && parts.size === 0) this.uploads.delete(uploadId);
  }

  copyPart(
    { uploadId }: MultipartUpload,
    source: ExpectedObject,
    partNumber: number,
    size: number,
  ): StoredPart {
    if (!this.hasPartCopies) {
      this.copiesInParts = false;
      throw new ShoeboxError('s3-unsupported');
    }
    const { content } = this.#source(source);
    this.#open(uploadId).parts.set(partNumber, { content, size });
    return { partNumber, size, etag: md5(`${content} ${partNumber}`), checksum: null };
  }

  complete({ key, uploadId }: MultipartUpload, parts: readonly StoredPart[], now: number): void {
    const upload = this.#open(uploadId);
    if (this.objects.has(key)) throw new ShoeboxError('name-taken');
    const { headers, metadata } = upload.description;
    const sent = parts.map(({ partNumber }) => upload.parts.get(partNumber));
    const [first] = sent;
    if (first === undefined || sent.includes(undefined)) throw new ShoeboxError('not-confirmed');
    this.uploads.delete(uploadId);
    const size = sent.reduce((sum, part) => sum + (part?.size ?? 0), 0);
    this.copies.push(key);
    this.objects.set(key, {
      ...{ content: first.content, size, etag: `${md5(uploadId)}-${sent.length}` },
      ...{ lastModified: wholeSeconds(now), headers, metadata },
      ...storageOf(upload.description),
    });
  }

  /** Whether it is gone now. */
  delete({ key, etag }: ExpectedObject): boolean {
    this.tables.delete(key);
    const object = this.objects.get(key);
    if (this.heedsConditions && object !== undefined && etag !== '' && object.etag !== etag) return false;
    this.objects.delete(key);
    return true;
  }

  parts({ uploadId }: MultipartUpload): StoredPart[] | null {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return null;
    return [...upload.parts].map(([partNumber, { content, size }]) => ({
      ...{ partNumber, size, etag: md5(`${content} ${partNumber}`), checksum: null },
    }));
  }

  #at({ key, versionId }: ObjectRef): FakeObject | undefined {
    return versionId === undefined ? this.objects.get(key) : this.versions.get(`${key}?${versionId}`);
  }

  #source({ key, etag, versionId }: ExpectedObject): FakeObject {
    const object = this.#at({ key, ...(versionId !== undefined && { versionId }) });
    if (object === undefined) throw new ShoeboxError('object-not-found', { key });
    if (this.heedsConditions && etag !== '' && object.etag !== etag) throw new ShoeboxError('name-taken');
    if (isArchive(object) && object.isRestored !== true) throw new ShoeboxError('object-archived', { key });
    return object;
  }

  #open(uploadId: string): FakeUpload {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) throw new ShoeboxError('upload-gone');
    return upload;
  }
}

/** As they are in a list. */
export const listedTables = (tables: ReadonlyMap<string, ArrayBuffer>, prefix: string): ObjectInfo[] =>
  [...tables]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { byteLength }]) => ({ key, size: byteLength, etag: key, lastModified: LONG_AGO }));

/** Stores a table under a name made of its bytes. */
export function storeTable(tables: Map<string, ArrayBuffer>, prefix: string, bytes: ArrayBuffer): string {
  const key = `${prefix}${md5(new Uint8Array(bytes).join())}`;
  tables.set(key, bytes);
  return key;
}

/** A table as it is fetched: its bytes are there without waiting for a disk. */
export function fetchedTable(tables: ReadonlyMap<string, ArrayBuffer>, key: string): FetchedBytes {
  const bytes = tables.get(key);
  if (bytes === undefined) throw new ShoeboxError('object-not-found', { key });
  const blob = Object.assign(new Blob([]), { arrayBuffer: async () => bytes });
  return { blob, lastModified: LONG_AGO };
}

/** Says that it is so large, and holds what identifies it. */
const blobOf = (content: string, size: number): Blob =>
  Object.defineProperty(new Blob([content]), 'size', { value: size });

/** Small, so that little makes several pages. */
const PAGE = 3;

/** The bucket, as one worker instance reaches it. */
export function storeOf(bucket: FakeBucket, points: Points, life: Mortal, now: () => number): JobBucket {
  const ask = <Value>(
    operation: Operation,
    what: string,
    signal: AbortSignal,
    effect: () => Value,
  ): Promise<Value> => points.pass(life, operation, what, signal, effect);
  return {
    host: 's3.example.org',
    prefix: '',
    maxParts: 10_000,
    copiesInParts: () => bucket.copiesInParts,
    list: (prefix, after, signal) => ask('list', prefix, signal, () => bucket.list(prefix, after, PAGE)),
    head: (object, signal) => ask('head', object.key, signal, () => bucket.describe(object)),
    exampleMarker: (prefix, signal) =>
      ask('exampleMarker', prefix, signal, () => {
        const key = prefix.slice(0, -1);
        return bucket.objects.get(key)?.size === 0 ? bucket.describe({ key }) : null;
      }),
    copy: (source, target, signal) => ask('copy', target, signal, () => bucket.copy(source, target, now())),
    createMultipartUpload: (source, target, signal) =>
      ask('createMultipartUpload', target, signal, () => bucket.createUpload(source, target)),
    uploadPartCopy: (upload, source, { partNumber, start, end }, signal) =>
      ask('uploadPartCopy', String(partNumber), signal, () =>
        bucket.copyPart(upload, source, partNumber, end - start),
      ),
    listParts: (upload, _after, signal) =>
      ask('listParts', upload.uploadId, signal, () => {
        const parts = bucket.parts(upload);
        return parts && { parts, next: null };
      }),
    completeMultipartUpload: (upload, parts, signal) =>
      ask('completeMultipartUpload', upload.key, signal, () => bucket.complete(upload, parts, now())),
    abortMultipartUpload: ({ uploadId }, signal) =>
      ask('abortMultipartUpload', uploadId, signal, () => void bucket.uploads.delete(uploadId)),
    deleteMany: (objects, signal) =>
      ask('deleteMany', '', signal, () => {
        const left = objects.filter(object => !bucket.hasBatches || !bucket.delete(object));
        const failure = { code: 'access-denied', detail: {}, technical: '' } as const;
        return new Map(left.map(({ key }) => [key, failure]));
      }),
    delete: (object, signal) =>
      ask('delete', object.key, signal, () => {
        if (!bucket.delete(object)) throw new ShoeboxError('photo-changed', { key: object.key });
      }),
    store: (prefix, bytes, signal) =>
      ask('store', prefix, signal, () => storeTable(bucket.tables, prefix, bytes)),
    get: ({ key, etag }, range, signal) =>
      ask('get', key, signal, () => {
        if (key.startsWith('.shoebox/')) return fetchedTable(bucket.tables, key);
        const object = bucket.objects.get(key);
        if (object === undefined) throw new ShoeboxError('object-not-found', { key });
        if (object.etag !== etag) throw new ShoeboxError('photo-changed', { key });
        const { content, size, lastModified } = object;
        return { blob: blobOf(content, range === null ? size : range.end - range.start), lastModified };
      }),
  };
}
