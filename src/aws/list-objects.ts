import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { compareKeys } from '../core/key-order';
import { listProgress } from '../core/list-progress';
import type { ObjectInfo } from '../core/s3-object';
import type { Bucket } from './bucket';
import { decodeKey, objectInfo } from './object-mapping';
import { textOfElement } from './xml';

interface ListQuery {
  readonly prefix: string;
  readonly delimiter?: '/';
  /** {@link ObjectsPage.next}; null for the first page. */
  readonly token?: string | null;
  readonly maxKeys?: number;
  /** Only keys after this one. */
  readonly after?: string;
}

/** A page of a list: 1000 objects and prefixes at most, S3's page size. */
export interface ObjectsPage {
  readonly objects: readonly ObjectInfo[];
  /** With a delimiter: what the keys that go on behind it begin with. */
  readonly prefixes: readonly string[];
  /** The token that asks for the next page; null after the last. */
  readonly next: string | null;
}

const listCommand = ({ settings }: Bucket, query: ListQuery): ListObjectsV2Command =>
  new ListObjectsV2Command({
    Bucket: settings.bucket,
    Prefix: query.prefix,
    Delimiter: query.delimiter,
    ContinuationToken: query.token ?? undefined,
    MaxKeys: query.maxKeys,
    ...(query.after && { StartAfter: query.after }),
    EncodingType: 'url',
  });

const objectsPage = (page: ListObjectsV2CommandOutput): ObjectsPage => ({
  objects: (page.Contents ?? []).map(object => objectInfo(object, page)),
  prefixes: (page.CommonPrefixes ?? []).map(({ Prefix }) => decodeKey(Prefix, page)),
  next: page.NextContinuationToken ?? null,
});

/**
 * A page of a list that a page of ours waits for: tried a few times.
 * @param onToken told the token for the next page, null after the last one, before the page itself can be read
 */
export const listObjects = (
  bucket: Bucket,
  query: ListQuery,
  onToken?: (token: string | null) => void,
): Promise<ObjectsPage> =>
  bucket.attempt('s3:ListBucket', query.prefix, async () => {
    const command = listCommand(bucket, query);
    if (onToken !== undefined) readTokenEarly(command, onToken);
    return objectsPage(await bucket.s3.send(command));
  });

/** A page of a list, asked for once. */
export const listObjectsOnce = async (
  bucket: Bucket,
  query: ListQuery,
  signal: AbortSignal,
): Promise<ObjectsPage> => {
  const command = listCommand(bucket, query);
  return objectsPage(
    await bucket.sendOnce('s3:ListBucket', query.prefix, signal, (s3, options) => s3.send(command, options)),
  );
};

const firstOf = ({ objects, prefixes }: ObjectsPage): string | undefined => objects[0]?.key ?? prefixes[0];

/**
 * A page of the objects that come after a key, asked for once with `start-after`. Empty only when there are none. A store
 * that takes no notice of `start-after` begins from the start: its pages are followed up to that key, a request each.
 * @throws ShoeboxError `list-repeats`
 */
export async function listObjectsAfter(
  bucket: Bucket,
  prefix: string,
  after: string,
  signal: AbortSignal,
): Promise<Pick<ObjectsPage, 'objects' | 'next'>> {
  const assertProgress = listProgress();
  for (let token: string | null = null; ; ) {
    const page = await listObjectsOnce(bucket, { prefix, after, token }, signal);
    assertProgress(firstOf(page));
    const objects = page.objects.filter(({ key }) => after === '' || compareKeys(key, after) > 0);
    if (objects.length > 0 || page.next === null) return { objects, next: page.next };
    token = page.next;
  }
}

/** A page that was asked for, and the token for the next one: null after the last, and when there is no answer. */
interface PendingPage {
  readonly page: Promise<ObjectsPage>;
  readonly next: Promise<string | null>;
}

/**
 * Page after page; the next one is asked for as soon as S3 has told its token, while the last one is read and used.
 * @throws ShoeboxError `list-repeats`
 */
export async function* listPages(
  bucket: Bucket,
  query: Pick<ListQuery, 'prefix' | 'delimiter'>,
): AsyncGenerator<ObjectsPage, void, undefined> {
  const ask = (token: string | null): PendingPage => {
    let resolveNext = (_token: string | null): void => {};
    const next = new Promise<string | null>(resolve => {
      resolveNext = resolve;
    });
    const page = listObjects(bucket, { ...query, token }, resolveNext);
    // Whoever awaits the page hears why it failed.
    void Promise.allSettled([page]).then(([got]) =>
      resolveNext(got.status === 'fulfilled' ? got.value.next : null),
    );
    return { page, next };
  };
  const assertProgress = listProgress();
  for (let pending: PendingPage | null = ask(null); pending !== null; ) {
    const token: string | null = await pending.next;
    const following: PendingPage | null = token === null ? null : ask(token);
    const page = await pending.page;
    assertProgress(firstOf(page));
    yield page;
    pending = following;
  }
}

/** A response as the SDK's fetch handler gives it. */
interface HttpResponse {
  statusCode: number;
  body: unknown;
}

const isHttpResponse = (value: unknown): value is HttpResponse =>
  typeof value === 'object' && value !== null && 'statusCode' in value && 'body' in value;

/**
 * Tells the token for the next page, null after the last one, as soon as the answer is here: reading all of a page's XML
 * takes as long as half a round trip.
 */
function readTokenEarly(command: ListObjectsV2Command, onToken: (token: string | null) => void): void {
  command.middlewareStack.add(
    next => async args => {
      const answer = await next(args);
      const { response } = answer;
      if (!isHttpResponse(response) || response.statusCode !== 200) return answer;
      const bytes = new Uint8Array(await new Response(response.body as BodyInit).arrayBuffer()); // what `fetch` gave
      response.body = bytes; // the SDK reads bytes as well as it reads streams
      // Escaped: Ceph makes tokens of keys.
      onToken(textOfElement(new TextDecoder().decode(bytes), 'NextContinuationToken') ?? null);
      return answer;
    },
    // Nearer to the network than what reads the XML.
    { step: 'deserialize', priority: 'low', name: 'readTokenEarly' },
  );
}
