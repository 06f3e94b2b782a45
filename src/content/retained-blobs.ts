import { sizeOf } from '../core/bounded-body';
import type { ResponseInfo } from '../core/bounded-fetch';
import type { Failure } from '../core/failure';

/** Bytes that this frame retains until the worker has read them chunk by chunk; or why there are none. */
export type RetainedBytes =
  | {
      readonly kind: 'retained';
      /** For `readChunk` and `releaseBlob`. */
      readonly id: number;
      readonly size: number;
      readonly facts: ResponseInfo;
      /** The first chunk in base64; all of the bytes, if they are few. */
      readonly first: string;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The page may not read it, or nobody answers: it is not told which. */
  | { readonly kind: 'unreachable'; readonly technical: string };

/**
 * What crosses to the worker at once: results are JSON, in which Chrome takes 64 MiB at most, and base64 takes 4/3 of the
 * bytes; less is quicker (20 MB took 230 ms here).
 */
const CHUNK_BYTES = 6 * 1024 * 1024;

const retained = new Map<number, Blob>();
let lastId = 0;

/** Retains bytes for the worker, unless all of them fit into the first chunk. */
export async function retain(body: Blob | ArrayBuffer, facts: ResponseInfo): Promise<RetainedBytes> {
  const id = ++lastId;
  const size = sizeOf(body);
  const first = await (size <= CHUNK_BYTES ? base64Of(body) : base64Of(body.slice(0, CHUNK_BYTES)));
  if (size > CHUNK_BYTES) retained.set(id, new Blob([body]));
  return { kind: 'retained', id, size, facts, first };
}

/** The chunk that begins at `from`, in base64; null when the bytes are no longer retained. */
export async function readChunk(id: number, from: number): Promise<string | null> {
  const blob = retained.get(id);
  return blob === undefined ? null : base64Of(blob.slice(from, from + CHUNK_BYTES));
}

export function releaseBlob(id: number): null {
  retained.delete(id);
  return null;
}

/** TypeScript's libraries do not have it yet; Chrome has it since 140. */
interface Base64Encoder {
  toBase64(): string;
}

/** By way of a `data:` URL where typed arrays can't encode: the browser's other encoder. */
async function base64Of(body: Blob | ArrayBuffer): Promise<string> {
  const bytes = body instanceof Blob ? null : (new Uint8Array(body) as Partial<Base64Encoder> & Uint8Array);
  return bytes?.toBase64?.() ?? (await dataUrlOf(new Blob([body]))).replace(/^[^,]*,?/, '');
}

/** A blob as a `data:` URL. Rejects when it can't be read. */
export const dataUrlOf = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
