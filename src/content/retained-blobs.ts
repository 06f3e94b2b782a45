import { sizeOf } from '../core/bounded-body';
import type { ResponseInfo } from '../core/bounded-fetch';
import type { Failure } from '../core/failure';

/** Bytes that this frame holds until the worker has fetched them, piece by piece; or why there are none. */
export type Held =
  | {
      readonly kind: 'held';
      /** By which it is fetched and let go. */
      readonly id: number;
      readonly size: number;
      readonly facts: ResponseInfo;
      /** Its first bytes in base64; all of them, if it is small. */
      readonly first: string;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The page may not read it, or nobody answers: it is not told which. */
  | { readonly kind: 'unreachable'; readonly technical: string };

/**
 * What crosses at one time: answers are JSON, in which Chrome takes 64 MiB at most, and base64 takes 4/3 of the bytes;
 * less is quicker (20 MB took 230 ms here).
 */
const CHUNK_BYTES = 6 * 1024 * 1024;

const held = new Map<number, Blob>();
let last = 0;

/** Keeps bytes for the worker. */
export async function retain(body: Blob | ArrayBuffer, facts: ResponseInfo): Promise<Held> {
  const id = ++last;
  const size = sizeOf(body);
  const first = await (size <= CHUNK_BYTES ? base64Of(body) : base64Of(body.slice(0, CHUNK_BYTES)));
  if (size > CHUNK_BYTES) held.set(id, new Blob([body]));
  return { kind: 'held', id, size, facts, first };
}

/** The piece that begins at `from`, in base64; null when they are not held any more. */
export async function readPiece(id: number, from: number): Promise<string | null> {
  const blob = held.get(id);
  return blob === undefined ? null : base64Of(blob.slice(from, from + CHUNK_BYTES));
}

export function letGo(id: number): null {
  held.delete(id);
  return null;
}

/** TypeScript's libraries do not have it yet; Chrome has it since 140. */
interface Base64Encoder {
  toBase64(): string;
}

/** Where arrays can't say it, by way of a `data:` URL: the browser's other encoder. */
async function base64Of(body: Blob | ArrayBuffer): Promise<string> {
  const bytes = body instanceof Blob ? null : (new Uint8Array(body) as Partial<Base64Encoder> & Uint8Array);
  return bytes?.toBase64?.() ?? encoded(new Blob([body]));
}

function encoded(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
