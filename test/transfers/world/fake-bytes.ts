import { createHash } from 'node:crypto';

/**
 * Bytes that take no memory: those from `start` to `end` of a source that has a name. So a test can send gigabytes, and
 * say of everything that arrives what it is.
 */
export class FakeBytes extends Blob {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  override readonly type: string;

  constructor(source: string, end: number, start = 0, type = 'image/png') {
    super();
    this.source = source;
    this.start = start;
    this.end = end;
    this.type = type;
  }

  override get size(): number {
    return this.end - this.start;
  }

  override slice(start = 0, end = this.size): FakeBytes {
    return new FakeBytes(this.source, Math.min(this.end, this.start + end), this.start + start, this.type);
  }
}

/** What bytes are, as text: the same for the same bytes. */
export type Content = string;

export const contentOf = (blob: Blob): Content => {
  if (!(blob instanceof FakeBytes)) throw new Error('Only fake bytes go through the fake world.');
  return `${blob.source} ${blob.start}-${blob.end}`;
};

const parse = (content: Content): [source: string, start: string, end: string] => {
  const [, source = '', start = '', end = ''] = /^(.*) (\d+)-(\d+)$/.exec(content) ?? [];
  return [source, start, end];
};

/** Bytes put together: what was cut from one source is that again. */
export function joined(contents: readonly Content[]): Content {
  return contents.reduce((all, next) => {
    const [source, start, end] = parse(all);
    const [nextSource, nextStart, nextEnd] = parse(next);
    return source === nextSource && end === nextStart ? `${source} ${start}-${nextEnd}` : `${all}+${next}`;
  });
}

const sha256Of = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('base64');

export const checksumOf = (content: Content): string => sha256Of(content);

/** The port: quick, since fake bytes need not be read. */
export const fakeSha256 = async (blob: Blob): Promise<string> =>
  blob instanceof FakeBytes
    ? checksumOf(contentOf(blob))
    : sha256Of(new Uint8Array(await blob.arrayBuffer()));

/** As S3 tells it of an object in parts. */
export const compositeOf = (checksums: readonly string[]): string =>
  `${sha256Of(Buffer.concat(checksums.map(one => Buffer.from(one, 'base64'))))}-${checksums.length}`;
