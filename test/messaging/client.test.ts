import { expect, test, vi } from 'vitest';
import type { Album } from '../../src/core/album';
import { ShoeboxError, toFailure } from '../../src/core/failure';
import { call, callIdempotent, stream } from '../../src/messaging/client';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakePorts, startFakeWorker } from '../webextension/fake-worker';

const denied = new ShoeboxError(
  'access-denied',
  { action: 's3:ListBucket' },
  { cause: new TypeError('technical') },
);
const measure = (count: number) => ({ count, bytes: 0, complete: false });

/** All that a stream tells, up to its end. */
async function allOf<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test('call resolves with what the worker’s handler resolves with, given the arguments', async () => {
  const create = vi.fn(
    async ({ parent, name }: { parent: string; name: string }): Promise<Album> => ({
      name,
      prefix: `${parent}${name}/`,
    }),
  );
  startFakeWorker({ 'albums.create': create });
  await expect(call('albums.create', { parent: 'a/', name: 'b' })).resolves.toEqual({
    name: 'b',
    prefix: 'a/b/',
  });
  expect(create).toHaveBeenCalledExactlyOnceWith({ parent: 'a/', name: 'b' });
});

test('call rejects with the code, the detail and the technical text of the worker’s failure', async () => {
  startFakeWorker({ 'albums.list': () => Promise.reject(denied) });
  await expect(call('albums.list')).rejects.toMatchObject({
    ...{ name: 'ShoeboxError', code: 'access-denied' },
    ...{ detail: { action: 's3:ListBucket' }, cause: 'TypeError: technical' },
  });
});

test('call rejects as interrupted when the worker dies before it answers', async () => {
  const cause = new Error('The message port closed before a response was received.');
  fakeBrowser({ runtime: { sendMessage: () => Promise.reject(cause) } });
  await expect(call('albums.list')).rejects.toMatchObject({ code: 'interrupted', cause });
});

test('call rejects as interrupted when nobody answers', async () => {
  fakeBrowser({ runtime: { sendMessage: async () => undefined } });
  await expect(call('albums.list')).rejects.toMatchObject({ code: 'interrupted' });
});

test('callIdempotent asks the same once more when the worker dies before it answers, and after no other failure', async () => {
  const failure = toFailure(denied);
  const answers = [undefined, { ok: true, value: [] }, { ok: false, failure }];
  const sendMessage = vi.fn(async (_message: unknown) => answers.shift());
  fakeBrowser({ runtime: { sendMessage } });
  expect(await callIdempotent('albums.list')).toEqual([]);
  const [first, second] = sendMessage.mock.calls;
  expect(second).toEqual(first);
  await expect(callIdempotent('albums.list')).rejects.toMatchObject({ code: 'access-denied' });
  expect(sendMessage).toHaveBeenCalledTimes(3);
});

test('stream yields all values in their order and ends with the worker’s source', async () => {
  startFakeWorker(
    {},
    {
      async *'albums.measure'({ prefix }) {
        yield measure(prefix.length);
        yield measure(2);
      },
    },
  );
  await expect(allOf(stream('albums.measure', { prefix: 'a/b/' }))).resolves.toEqual([
    measure(4),
    measure(2),
  ]);
});

test('stream yields what came before a failure, and then throws the failure', async () => {
  startFakeWorker(
    {},
    {
      async *'albums.measure'() {
        yield measure(1);
        throw denied;
      },
    },
  );
  const heard: unknown[] = [];
  const listening = (async () => {
    for await (const value of stream('albums.measure', { prefix: '' })) heard.push(value);
  })();
  await expect(listening).rejects.toMatchObject({
    code: 'access-denied',
    detail: { action: 's3:ListBucket' },
  });
  expect(heard).toEqual([measure(1)]);
});

test('stream throws as interrupted when the worker disconnects before the end', async () => {
  const [page, worker] = fakePorts('albums.measure');
  fakeBrowser({ runtime: { connect: () => page } });
  const values = stream('albums.measure', { prefix: '' });
  const first = values.next();
  worker.disconnect();
  await expect(first).rejects.toMatchObject({ code: 'interrupted' });
});

test('stream disconnects when the loop over it is left', async () => {
  const [page, worker] = fakePorts('albums.measure');
  fakeBrowser({ runtime: { connect: () => page } });
  const gone = vi.fn();
  worker.onDisconnect.addListener(gone);
  const values = stream('albums.measure', { prefix: '' });
  const first = values.next();
  worker.postMessage({ kind: 'value', value: measure(1) });
  await first;
  await values.return();
  await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce());
});

test('stream ends without a failure, and disconnects, when its signal aborts', async () => {
  const [page, worker] = fakePorts('albums.measure');
  fakeBrowser({ runtime: { connect: () => page } });
  const gone = vi.fn();
  worker.onDisconnect.addListener(gone);
  const leaving = new AbortController();
  const all = allOf(stream('albums.measure', { prefix: '' }, leaving.signal));
  leaving.abort();
  await expect(all).resolves.toEqual([]);
  await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce());
});

test('stream asks the worker nothing when its signal is aborted already', async () => {
  const [page, worker] = fakePorts('albums.measure');
  fakeBrowser({ runtime: { connect: () => page } });
  const asked = vi.fn();
  worker.onMessage.addListener(asked);
  await expect(allOf(stream('albums.measure', { prefix: '' }, AbortSignal.abort()))).resolves.toEqual([]);
  expect(asked).not.toHaveBeenCalled();
});
