import { createHash } from 'node:crypto';
import { ShoeboxError } from '../../src/core/failure';
import { compareKeys } from '../../src/core/key-order';
import {
  MULTIPART_THRESHOLD_BYTES,
  type MultipartUpload,
  type PartPage,
  type SentPart,
  type StoredPart,
} from '../../src/core/parts';
import { TRANSFER_ID } from '../../src/core/provenance';
import type { ExpectedObject, NewObject, ObjectMetadata } from '../../src/core/s3-object';
import type { ObjectPage } from '../../src/jobs/ports';
import type { SizesPage } from '../../src/transfers/ports';
import { listedTables } from '../jobs/fake-bucket';
import { type Content, checksumOf, compositeOf, joined } from '../transfers/world/fake-bytes';
import type { EventLog } from './event-log';
import {
  describeVersion,
  type Listed,
  lastModifiedOf,
  type ObjectVersion,
  type Origin,
  type Removal,
} from './object-versions';

interface Part {
  readonly content: Content;
  readonly size: number;
  readonly etag: string;
  readonly checksum: string | null;
}

interface Upload {
  readonly key: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly startedAt: number;
  /** Of a copy in parts. */
  source: ObjectVersion | null;
  readonly parts: Map<number, Part>;
}

/** How a request is done: under which condition, and what its sender was told before. */
export interface WriteContext {
  /** Whether a condition is heeded; without that, the sender has looked, and was told so at `lookedSeq`. */
  readonly lookedSeq: number | null;
}

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Bytes `start` to `end` of a content. */
function sliceOf(content: Content, start: number, end: number): Content {
  const [, source = '', first = '0'] = /^(.*) (\d+)-\d+$/.exec(content) ?? [];
  return `${source} ${Number(first) + start}-${Number(first) + end}`;
}

/** CopyObject takes no more (S3 API reference). */
const MAX_COPY_BYTES = 5 * 1024 ** 3;

/** S3's least size of every part but the last. */
const MIN_PART_BYTES = 5 * 1024 ** 2;

/** What is in the bucket, and everything that ever was. It outlives every worker. */
export class FakeBucket {
  /** Whether it heeds conditions, as AWS does; else they are ignored, as Google's does. */
  honoursConditions = true;
  /** Whether it tells checksums, as AWS does and Ceph does not. */
  returnsChecksums = true;
  /** While what is done is done for a request whose sender had given it up, or whose worker is dead; else null. */
  late: ObjectVersion['late'] = null;
  readonly objects = new Map<string, ObjectVersion>();
  /** All that there ever were, in the order in which they came. */
  readonly versions: ObjectVersion[] = [];
  readonly listed: Listed[] = [];
  readonly uploads = new Map<string, Upload>();
  /** What Shoebox keeps for itself, by key. */
  readonly tables = new Map<string, ArrayBuffer>();
  /** When an upload, or the clean-up, was last told what is at a key. */
  readonly #headAt = new Map<string, number>();
  /** When a job was last told what is at a key, by place in the log. */
  readonly #lookedAt = new Map<string, number>();
  readonly #log: EventLog;
  readonly #now: () => number;
  /** What a moved photo lives on as, asked while its source is being deleted. */
  readonly #successorsOf: (source: ObjectVersion) => readonly ObjectVersion[];
  #ids = 0;

  constructor(
    log: EventLog,
    now: () => number,
    successorsOf: (source: ObjectVersion) => readonly ObjectVersion[],
  ) {
    this.#log = log;
    this.#now = now;
    this.#successorsOf = successorsOf;
  }

  /** Milliseconds since 1970, by the bucket's clock. */
  now(): number {
    return this.#now();
  }

  lookedAt(key: string): number {
    return this.#lookedAt.get(key) ?? 0;
  }

  /**
   * Something that is there from the beginning, or that another user stores. What is large comes in parts, without
   * checksums, and was begun so many milliseconds ago.
   */
  store(key: string, content: Content, size: number, origin: Origin, begunAgo = 0): ObjectVersion {
    const before = this.objects.get(key);
    if (before !== undefined) this.#end(before, { by: 'other' });
    const facts = { content, size, metadata: {} };
    if (size <= MULTIPART_THRESHOLD_BYTES)
      return this.#add(key, { ...facts, checksum: checksumOf(content), etag: md5(content) }, origin);
    const inParts = { ...facts, checksum: null, etag: `${md5(`parts of ${content}`)}-2` };
    return this.#add(key, inParts, origin, this.now() - begunAgo);
  }

  /** Another user deletes it. */
  remove(key: string): void {
    const object = this.objects.get(key);
    if (object !== undefined) this.#end(object, { by: 'other' });
  }

  put(object: NewObject, content: Content, size: number, checksum: string, manner: WriteContext): string {
    if (checksum !== checksumOf(content)) throw new ShoeboxError('not-confirmed');
    return this.#place(
      object.key,
      { content, size, checksum, etag: md5(content), metadata: object.metadata },
      { by: 'upload', transferId: object.metadata[TRANSFER_ID] ?? '' },
      manner,
    ).etag;
  }

  head(key: string): ObjectMetadata | null {
    this.#headAt.set(key, this.#log.seq);
    return this.#metadata(key);
  }

  sha256Of(object: ExpectedObject): string {
    return checksumOf(this.#expected(object).content);
  }

  sizes(prefix: string, token: string | null, pageSize: number): SizesPage {
    const all = this.#below(prefix);
    const start = Number(token);
    const isLast = all.length <= start + pageSize;
    return {
      sizes: new Map(all.slice(start, start + pageSize).map(({ key, size }) => [key, size])),
      next: isLast ? null : String(start + pageSize),
    };
  }

  createUpload(key: string, metadata: Upload['metadata']): MultipartUpload {
    const uploadId = `upload-${++this.#ids}`;
    this.uploads.set(uploadId, { key, metadata, startedAt: this.now(), source: null, parts: new Map() });
    this.#log.note(`  S3: begins ${uploadId} to ${key}${this.late === null ? '' : ', late'}`);
    return { key, uploadId };
  }

  putPart(uploadId: string, partNumber: number, content: Content, size: number, checksum: string): SentPart {
    const { parts } = this.#open(uploadId);
    if (checksum !== checksumOf(content)) throw new ShoeboxError('not-confirmed');
    const etag = md5(content);
    parts.set(partNumber, { content, size, etag, checksum });
    return { partNumber, size, etag, checksum };
  }

  copyPart(
    uploadId: string,
    source: ExpectedObject,
    partNumber: number,
    start: number,
    end: number,
  ): StoredPart {
    const upload = this.#open(uploadId);
    upload.source = this.#expected(source);
    const content = sliceOf(upload.source.content, start, end);
    const part = { content, size: end - start, etag: md5(content), checksum: null };
    upload.parts.set(partNumber, part);
    return { partNumber, size: part.size, etag: part.etag, checksum: null };
  }

  listParts(uploadId: string, after: string | null, pageSize: number): PartPage | null {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return null;
    const left = [...upload.parts]
      .filter(([partNumber]) => partNumber > Number(after))
      .sort(([a], [b]) => a - b);
    const parts = left.slice(0, pageSize).map(([partNumber, { size, etag, checksum }]) => ({
      ...{ partNumber, size, etag },
      checksum: this.returnsChecksums ? checksum : null,
    }));
    return { parts, next: left.length > pageSize ? String(parts.at(-1)?.partNumber) : null };
  }

  complete({ key, uploadId }: MultipartUpload, claimed: readonly StoredPart[], manner: WriteContext): void {
    const upload = this.#open(uploadId);
    if (manner.lookedSeq === null && this.objects.has(key)) throw new ShoeboxError('name-taken');
    const parts = claimed.map(({ partNumber, etag }, index) => {
      const part = upload.parts.get(partNumber);
      const isTooSmall = part !== undefined && part.size < MIN_PART_BYTES && index < claimed.length - 1;
      const isLater = partNumber > (claimed[index - 1]?.partNumber ?? 0);
      if (part?.etag !== etag || isTooSmall || !isLater) throw new ShoeboxError('not-confirmed');
      return part;
    });
    this.uploads.delete(uploadId);
    const checksums = parts.map(({ checksum }) => checksum).filter(checksum => checksum !== null);
    this.#place(
      key,
      {
        content: joined(parts.map(({ content }) => content)),
        size: parts.reduce((sum, { size }) => sum + size, 0),
        etag: `${md5(parts.map(({ etag }) => etag).join())}-${parts.length}`,
        checksum: checksums.length === parts.length ? compositeOf(checksums) : null,
        metadata: upload.metadata,
      },
      upload.source === null
        ? { by: 'upload', transferId: upload.metadata[TRANSFER_ID] ?? '' }
        : { by: 'copy', from: upload.source },
      manner,
      upload.startedAt,
    );
  }

  abort(uploadId: string): void {
    if (this.uploads.delete(uploadId)) this.#log.note(`  S3: aborts ${uploadId}`);
  }

  uploadsTo(key: string, since: number): MultipartUpload[] {
    return [...this.uploads]
      .filter(([, upload]) => upload.key === key && upload.startedAt >= since)
      .map(([uploadId]) => ({ key, uploadId }));
  }

  /** By the clean-up of the uploads. */
  cleanUp({ key, etag }: Pick<ExpectedObject, 'key' | 'etag'>, manner: WriteContext): void {
    const object = this.objects.get(key);
    if (object === undefined || (manner.lookedSeq === null && object.etag !== etag)) return;
    this.#end(object, { by: 'clean-up', lookedSeq: manner.lookedSeq ?? this.#headAt.get(key) ?? 0 });
  }

  list(prefix: string, after: string, pageSize: number): ObjectPage {
    if (prefix.startsWith('.shoebox/')) return { objects: listedTables(this.tables, prefix), isLast: true };
    const all = this.#below(prefix).filter(({ key }) => compareKeys(key, after) > 0);
    const objects = all.slice(0, pageSize).map(object => {
      this.listed.push({ seq: this.#log.seq, prefix, version: object });
      const { key, size, etag } = object;
      return { key, size, etag, lastModified: lastModifiedOf(object) };
    });
    for (const { key } of objects) this.#lookedAt.set(key, this.#log.seq);
    return { objects, isLast: all.length <= pageSize };
  }

  describe(key: string): ObjectMetadata | null {
    this.#lookedAt.set(key, this.#log.seq);
    return this.#metadata(key);
  }

  #metadata(key: string): ObjectMetadata | null {
    const object = this.objects.get(key);
    if (object === undefined) return null;
    const { size, etag, metadata, checksum } = object;
    return {
      ...{ key, size, etag, metadata, lastModified: lastModifiedOf(object) },
      headers: { 'content-type': 'image/png' },
      checksums: this.returnsChecksums && checksum !== null ? { sha256: checksum } : {},
      isComposite: /-\d+$/.test(checksum ?? ''),
    };
  }

  copy(source: ExpectedObject, target: string, manner: WriteContext): string {
    const from = this.#expected(source);
    if (from.size > MAX_COPY_BYTES) throw new ShoeboxError('s3-unsupported');
    const { content, size, metadata } = from;
    const checksum = from.checksum === null ? null : checksumOf(content);
    const copy = { content, size, metadata, checksum, etag: md5(content) };
    return this.#place(target, copy, { by: 'copy', from }, manner).etag;
  }

  /** What S3 refuses a copy with; null when the source is as expected. */
  sourceRefusal({ key, etag }: ExpectedObject): ShoeboxError | null {
    const object = this.objects.get(key);
    if (object === undefined) return new ShoeboxError('object-not-found', { key });
    return etag === '' || object.etag === etag ? null : new ShoeboxError('name-taken');
  }

  /** By a job. Whether it is gone now. */
  delete({ key, etag }: ExpectedObject, manner: WriteContext): boolean {
    this.tables.delete(key);
    const object = this.objects.get(key);
    if (object === undefined) return true;
    if (manner.lookedSeq === null && etag !== '' && object.etag !== etag) return false;
    const datedSeq = this.lookedAt(key);
    const lookedSeq = manner.lookedSeq ?? datedSeq;
    this.#end(object, {
      by: 'job',
      lookedSeq,
      datedSeq,
      late: this.late,
      successors: this.#successorsOf(object),
    });
    return true;
  }

  #below(prefix: string): ObjectVersion[] {
    const found = [...this.objects.values()].filter(({ key }) => key.startsWith(prefix));
    return found.sort((a, b) => compareKeys(a.key, b.key));
  }

  #place(
    key: string,
    facts: Pick<ObjectVersion, 'content' | 'size' | 'etag' | 'checksum' | 'metadata'>,
    origin: Origin,
    { lookedSeq }: WriteContext,
    datedAt = this.now(),
  ): ObjectVersion {
    const before = this.objects.get(key);
    if (before !== undefined && lookedSeq === null) throw new ShoeboxError('name-taken');
    const instance = this.#add(key, facts, origin, datedAt);
    if (before !== undefined)
      this.#end(before, { by: 'overwrite', lookedSeq: lookedSeq ?? 0, with: instance });
    this.objects.set(key, instance);
    return instance;
  }

  #add(
    key: string,
    facts: Pick<ObjectVersion, 'content' | 'size' | 'etag' | 'checksum' | 'metadata'>,
    origin: Origin,
    datedAt = this.now(),
  ): ObjectVersion {
    const id = this.versions.length + 1;
    const whose = origin.by === 'upload' ? origin.transferId : origin.by;
    const from = origin.by === 'copy' ? ` of #${origin.from.id}` : '';
    const createdSeq = this.#log.note(
      `  S3: stores #${id} ${key} (${facts.content}) by ${whose}${from}${this.late === null ? '' : ', late'}`,
    );
    const instance: ObjectVersion = {
      ...{ id, key, ...facts, origin, createdSeq },
      ...{ datedAt, createdAt: this.now(), late: this.late, end: null },
    };
    this.versions.push(instance);
    this.objects.set(key, instance);
    return instance;
  }

  #end(object: ObjectVersion, death: Removal): void {
    if (this.objects.get(object.key) === object) this.objects.delete(object.key);
    const seq = this.#log.note(`  S3: ends ${describeVersion(object)} by ${death.by}`);
    object.end = { seq, at: this.now(), death };
  }

  #expected(source: ExpectedObject): ObjectVersion {
    const refusal = this.sourceRefusal(source);
    const object = this.objects.get(source.key);
    if (object === undefined || (this.honoursConditions && refusal !== null))
      throw refusal ?? new ShoeboxError('object-not-found');
    return object;
  }

  #open(uploadId: string): Upload {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) throw new ShoeboxError('upload-gone');
    return upload;
  }
}
