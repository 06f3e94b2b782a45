import type { StoredPart } from '../core/parts';
import type { MultipartUpload, PartPage, SizesPage, TransferBucket } from '../transfers/ports';

// Lists that take several requests: each is sent, and tried again, by itself.

/** Sends one request until it succeeds or nothing can be hoped for. */
type Ask = <Value>(send: (signal: AbortSignal) => Promise<Value>) => Promise<Value>;

/** Sizes of all objects whose keys begin with `prefix`, by key. */
export async function allSizes(
  ask: Ask,
  store: Pick<TransferBucket, 'listSizes'>,
  prefix: string,
): Promise<ReadonlyMap<string, number>> {
  const all = new Map<string, number>();
  let token: string | null = null;
  do {
    const from: string | null = token;
    const page: SizesPage = await ask(signal => store.listSizes(prefix, from, signal));
    for (const [key, size] of page.sizes) all.set(key, size);
    token = page.next;
  } while (token !== null);
  return all;
}

/** All parts that the store has of an upload; null when it knows the upload no more. */
export async function allParts(
  ask: Ask,
  store: Pick<TransferBucket, 'listParts'>,
  upload: MultipartUpload,
): Promise<readonly StoredPart[] | null> {
  const all: StoredPart[] = [];
  let after: string | null = null;
  do {
    const from: string | null = after;
    const page: PartPage | null = await ask(signal => store.listParts(upload, from, signal));
    if (page === null) return null;
    all.push(...page.parts);
    after = page.next;
  } while (after !== null);
  return all;
}

/**
 * Uploads to exactly this key that hold no part and began at `since` (milliseconds since 1970) or later, but for those
 * that are in use.
 */
export async function emptyUploads(
  ask: Ask,
  store: Pick<TransferBucket, 'listMultipartUploads' | 'listParts'>,
  key: string,
  since: number,
  isInUse: (uploadId: string) => boolean,
): Promise<readonly MultipartUpload[]> {
  const empty: MultipartUpload[] = [];
  for (const upload of await ask(signal => store.listMultipartUploads(key, since, signal))) {
    if (isInUse(upload.uploadId)) continue;
    const page = await ask(signal => store.listParts(upload, null, signal));
    if (page?.parts.length === 0) empty.push(upload);
  }
  return empty;
}
