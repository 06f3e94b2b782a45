import { expect, test } from 'vitest';
import { allParts, allSizes, emptyUploads } from '../../src/requests/paged-lists';

const { signal } = new AbortController();

/** Sends each request, and counts them. */
function asking(): {
  readonly ask: <Value>(send: (late: AbortSignal) => Promise<Value>) => Promise<Value>;
  readonly count: () => number;
} {
  let count = 0;
  return {
    ask(send) {
      count++;
      return send(signal);
    },
    count: () => count,
  };
}

const part = (partNumber: number) => ({ partNumber, size: 1, etag: 'e', checksum: null });

test('allSizes sends one request for each page, with the token of the one before', async () => {
  const { ask, count } = asking();
  const tokens: (string | null)[] = [];
  const listSizes = async (_prefix: string, token: string | null) => {
    tokens.push(token);
    const page = tokens.length;
    return { sizes: new Map([[`a (${page}).png`, page]]), next: page < 3 ? `after ${page}` : null };
  };
  expect([...(await allSizes(ask, { listSizes }, 'a ('))]).toEqual([
    ['a (1).png', 1],
    ['a (2).png', 2],
    ['a (3).png', 3],
  ]);
  expect([tokens, count()]).toEqual([[null, 'after 1', 'after 2'], 3]);
});

test('allParts sends one request for each page, and is null when the upload is gone by the second', async () => {
  const { ask, count } = asking();
  let isGone = false;
  const listParts = async (_upload: object, after: string | null) => {
    if (after === null) return { parts: [part(1)], next: '1' };
    return isGone ? null : { parts: [part(2)], next: null };
  };
  const upload = { key: 'a', uploadId: 'u' };
  expect(await allParts(ask, { listParts }, upload)).toEqual([part(1), part(2)]);
  isGone = true;
  expect(await allParts(ask, { listParts }, upload)).toBeNull();
  expect(count()).toBe(4);
});

test('emptyUploads sends one request at a time, and none about uploads in use', async () => {
  const { ask, count } = asking();
  const pages: Readonly<Record<string, readonly number[] | null>> = { empty: [], full: [1], gone: null };
  const store = {
    listMultipartUploads: async (key: string) =>
      ['used', 'empty', 'full', 'gone'].map(uploadId => ({ key, uploadId })),
    async listParts({ uploadId }: { readonly uploadId: string }) {
      const numbers = pages[uploadId];
      return numbers == null ? null : { parts: numbers.map(part), next: null };
    },
  };
  const empty = await emptyUploads(ask, store, 'a', 0, uploadId => uploadId === 'used');
  expect(empty).toEqual([{ key: 'a', uploadId: 'empty' }]);
  expect(count()).toBe(4);
});
