import type { Failure } from '../core/failure';

/** Bytes that this frame holds until the worker has fetched them, piece by piece; or why there are none. */
export type Held =
  | {
      readonly kind: 'held';
      /** By which it is fetched and let go. */
      readonly id: number;
      readonly size: number;
      readonly facts: HeldFacts;
      /** Its first bytes in base64; all of them, if it is small. */
      readonly first: string;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The page may not read it, or nobody answers: it is not told which. */
  | { readonly kind: 'unreachable'; readonly technical: string };

/** What came with the bytes. */
export interface HeldFacts {
  readonly contentType: string | null;
  readonly disposition: string | null;
  /** After all redirects. */
  readonly finalUrl: string;
}

/**
 * What crosses at one time: answers are JSON, in which Chrome takes 64 MiB at most, and base64 takes 4/3 of the bytes;
 * less is quicker (20 MB took 230 ms here).
 */
const PIECE_BYTES = 6 * 1024 * 1024;

const held = new Map<number, Blob>();
let last = 0;

/** Keeps bytes for the worker. */
export async function hold(blob: Blob, facts: HeldFacts): Promise<Held> {
  const id = ++last;
  const first = await base64Of(blob.slice(0, PIECE_BYTES));
  if (blob.size > PIECE_BYTES) held.set(id, blob);
  return { kind: 'held', id, size: blob.size, facts, first };
}

/** The piece that begins at `from`, in base64; null when they are not held any more. */
export async function readPiece(id: number, from: number): Promise<string | null> {
  const blob = held.get(id);
  return blob === undefined ? null : base64Of(blob.slice(from, from + PIECE_BYTES));
}

export function letGo(id: number): null {
  held.delete(id);
  return null;
}

/** By way of a `data:` URL: the browser's own encoder. */
function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
