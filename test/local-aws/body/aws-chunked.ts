import { S3Error } from '../s3/s3-error';

/** The header fields behind an aws-chunked body, filled in once the body was read to its end. */
export type Trailer = Map<string, string>;

/** A chunk's header is a hexadecimal size; nothing sensible is longer than this. */
const MAX_LINE_BYTES = 16 * 1024;

/**
 * Unwraps `Content-Encoding: aws-chunked`: hex size, CRLF, that many bytes, CRLF, …, a chunk of size 0 and the trailer.
 * Yields the bytes within and puts the trailer's fields into `trailer`.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailer: Trailer,
): AsyncGenerator<Buffer> {
  const reader = new ChunkReader(source);
  for (;;) {
    const header = await reader.line();
    const size = /^[0-9a-f]{1,12}(?:;.*)?$/iu.test(header) ? Number.parseInt(header, 16) : undefined;
    if (size === undefined) throw incomplete();
    if (size === 0) break;
    yield* reader.bytes(size);
    if ((await reader.line()) !== '') throw incomplete();
  }
  for (let line = await reader.lineOrEnd(); line !== ''; line = await reader.lineOrEnd()) {
    const colon = line.indexOf(':');
    if (colon < 0)
      throw new S3Error('InvalidRequest', {
        message: 'The request contained trailing data that was not well-formed.',
      });
    trailer.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  await reader.expectEnd();
}

/** Lines and runs of bytes out of a stream of buffers, holding one buffer at a time. */
class ChunkReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    let end = this.#buffer.indexOf('\r\n');
    while (end < 0) {
      if (this.#buffer.length > MAX_LINE_BYTES) throw incomplete();
      const more = await this.#source.next();
      if (more.done === true) throw incomplete();
      this.#buffer = Buffer.concat([this.#buffer, more.value]);
      end = this.#buffer.indexOf('\r\n');
    }
    const line = this.#buffer.toString('latin1', 0, end);
    this.#buffer = this.#buffer.subarray(end + 2);
    return line;
  }

  /** As `line`, but the end of the body counts as an empty one. */
  async lineOrEnd(): Promise<string> {
    return (await this.#refill()) ? this.line() : '';
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (!(await this.#refill())) throw incomplete();
      const piece = this.#buffer.subarray(0, left);
      this.#buffer = this.#buffer.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async expectEnd(): Promise<void> {
    if (await this.#refill()) throw incomplete();
  }

  async #refill(): Promise<boolean> {
    while (this.#buffer.length === 0) {
      const more = await this.#source.next();
      if (more.done === true) return false;
      this.#buffer = more.value;
    }
    return true;
  }
}

function incomplete(): S3Error {
  return new S3Error('IncompleteBody', { message: 'The request body terminated unexpectedly' });
}
