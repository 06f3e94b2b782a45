import { listProgress } from '../core/list-progress';
import type { MultipartUpload, PartPage, StoredPart } from '../core/parts';

// Lists that take several requests: each request is sent, and retried, by itself.

/** Sends one request until it succeeds or fails for good. */
type Send = <Value>(send: (signal: AbortSignal) => Promise<Value>) => Promise<Value>;

interface Page {
  /** What asks for the next page; null after the last. */
  readonly next: string | null;
}

type ListParts = (
  upload: MultipartUpload,
  after: string | null,
  signal: AbortSignal,
) => Promise<PartPage | null>;

/** All pages of a list; null when S3 has no such list. @throws ShoeboxError `list-repeats` */
async function allPages<P extends Page>(
  send: Send,
  list: (next: string | null, signal: AbortSignal) => Promise<P | null>,
  firstOf: (page: P) => string | undefined,
): Promise<readonly P[] | null> {
  const assertProgress = listProgress();
  const pages: P[] = [];
  let next: string | null = null;
  do {
    const from: string | null = next;
    const page: P | null = await send(signal => list(from, signal));
    if (page === null) return null;
    assertProgress(firstOf(page));
    pages.push(page);
    next = page.next;
  } while (next !== null);
  return pages;
}

/** Sizes in bytes of all objects whose keys begin with `prefix`, by key. */
export async function allSizes(
  send: Send,
  bucket: {
    listSizes(
      prefix: string,
      token: string | null,
      signal: AbortSignal,
    ): Promise<Page & { readonly sizes: ReadonlyMap<string, number> }>;
  },
  prefix: string,
): Promise<ReadonlyMap<string, number>> {
  const pages = await allPages(
    send,
    (token, signal) => bucket.listSizes(prefix, token, signal),
    ({ sizes }) => sizes.keys().next().value,
  );
  return new Map(pages?.flatMap(({ sizes }) => [...sizes]));
}

/** All parts that S3 has of a multipart upload; null when it does not know the upload any more. */
export async function allParts(
  send: Send,
  bucket: { readonly listParts: ListParts },
  upload: MultipartUpload,
): Promise<readonly StoredPart[] | null> {
  const pages = await allPages(
    send,
    (after, signal) => bucket.listParts(upload, after, signal),
    ({ parts: [first] }) => first && String(first.partNumber),
  );
  return pages?.flatMap(({ parts }) => parts) ?? null;
}

/**
 * Multipart uploads to exactly this key that hold no part and were created at `since` (milliseconds since 1970) or later,
 * but for those that are in use.
 */
export async function emptyUploads(
  send: Send,
  bucket: {
    readonly listParts: ListParts;
    listMultipartUploads(
      key: string,
      since: number,
      signal: AbortSignal,
    ): Promise<readonly MultipartUpload[]>;
  },
  key: string,
  since: number,
  isInUse: (uploadId: string) => boolean,
): Promise<readonly MultipartUpload[]> {
  const empty: MultipartUpload[] = [];
  for (const upload of await send(signal => bucket.listMultipartUploads(key, since, signal))) {
    if (isInUse(upload.uploadId)) continue;
    const page = await send(signal => bucket.listParts(upload, null, signal));
    if (page?.parts.length === 0) empty.push(upload);
  }
  return empty;
}
