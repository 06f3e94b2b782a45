import { beforeEach, expect, test, vi } from 'vitest';
import type { ReportError } from '../../src/core/diagnostics';
import { ShoeboxError } from '../../src/core/failure';
import { reportFromPage } from '../../src/messaging/report-from-page';
import { deferred } from '../deferred';
import { type FakeWorker, OWN_PAGE, startFakeWorker } from '../webextension/fake-worker';

const report = vi.fn<ReportError>();
const noted = vi.fn<(facts: unknown) => void>();
/** The signal of the stream that was asked for last. */
let asking: AbortSignal | undefined;
/** Lets that stream go on. */
let goOn = deferred();

const denied = new ShoeboxError('access-denied', { action: 's3:ListBucket' });

let worker: FakeWorker;

beforeEach(() => {
  report.mockReset();
  noted.mockReset();
  asking = undefined;
  goOn = deferred();
  worker = startFakeWorker(
    {
      'albums.list': () => Promise.reject(denied),
      'preferences.get': () => {
        throw new TypeError('a defect');
      },
      'diagnostics.report': async facts => {
        noted(facts);
        return undefined;
      },
    },
    {
      // biome-ignore lint/correctness/useYield: fails before it has anything to tell
      async *'albums.contents'() {
        throw denied;
      },
      async *'albums.measure'(_, signal) {
        asking = signal;
        yield { count: 1, bytes: 0, complete: false };
        await goOn.promise;
        yield { count: 2, bytes: 0, complete: true };
      },
    },
    report,
  );
});

/** Asks for a stream, and what is told of it. */
function ask(name: string, sender = OWN_PAGE) {
  const port = worker.connect(name, sender);
  const told: unknown[] = [];
  const gone = vi.fn();
  port.onMessage.addListener(message => told.push(message));
  port.onDisconnect.addListener(gone);
  return { port, told, gone };
}

test.each([
  ['albums.list', { code: 'access-denied', detail: { action: 's3:ListBucket' } }],
  ['preferences.get', { code: 'unexpected', technical: 'TypeError: a defect' }],
])(
  'what %s fails with is told to the page that asked, and reported under the name',
  async (type, failure) => {
    const reply = await worker.send({ type, args: undefined }, OWN_PAGE);
    expect(reply).toMatchObject({ ok: false, failure });
    expect(report).toHaveBeenCalledExactlyOnceWith(type, expect.any(Error));
  },
);

test('what a stream fails with is told to the page that listens, and reported under the name', async () => {
  const { port, told } = ask('albums.contents');
  port.postMessage({ args: { prefix: '' } });
  await vi.waitFor(() =>
    expect(told).toMatchObject([{ kind: 'failure', failure: { code: 'access-denied' } }]),
  );
  expect(report).toHaveBeenCalledExactlyOnceWith('albums.contents', denied);
});

test('a stream tells its values as they come, and its end', async () => {
  const { port, told } = ask('albums.measure');
  port.postMessage({ args: { prefix: '' } });
  await vi.waitFor(() => expect(told).toMatchObject([{ kind: 'value', value: { count: 1 } }]));
  goOn.resolve();
  await vi.waitFor(() =>
    expect(told).toMatchObject([{}, { kind: 'value', value: { count: 2 } }, { kind: 'end' }]),
  );
});

test('a page that disconnects aborts the signal of its stream and is told nothing more', async () => {
  const { port, told } = ask('albums.measure');
  port.postMessage({ args: { prefix: '' } });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  port.disconnect();
  await vi.waitFor(() => expect(asking?.aborted).toBe(true));
  goOn.resolve();
  await new Promise(resolve => setTimeout(resolve));
  expect(told).toHaveLength(1);
});

test('what a stream fails with after its page has disconnected is not reported', async () => {
  const { port, told } = ask('albums.measure');
  port.postMessage({ args: { prefix: '' } });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  port.disconnect();
  await vi.waitFor(() => expect(asking?.aborted).toBe(true));
  goOn.reject(denied);
  await new Promise(resolve => setTimeout(resolve));
  expect(report).not.toHaveBeenCalled();
});

test('an error reported by a page is noted by its facts alone', async () => {
  reportFromPage('thumbnail-cache.read', new TypeError('https://h/secret.jpg'));
  await vi.waitFor(() => expect(noted).toHaveBeenCalledOnce());
  expect(noted).toHaveBeenCalledWith({
    ...{ event: 'thumbnail-cache.read', code: null, name: 'TypeError', status: null },
  });
});

const STRANGERS = [
  ['another extension', { id: 'other', url: 'chrome-extension://other/index.html' }],
  ['a content script, whose address is the web page’s', { id: 'shoebox', url: 'https://page.example/' }],
  ['a sender without an address', { id: 'shoebox' }],
  ['a page of its own that stands in a frame', { ...OWN_PAGE, frameId: 3 }],
  [
    'a page whose address only begins alike',
    { id: 'shoebox', url: `${OWN_PAGE.url?.split('/src')[0]}.example/` },
  ],
] as const;

test.each(STRANGERS)('a message from %s is not answered, and does nothing', (_, sender) => {
  const message = { type: 'diagnostics.report', args: { event: 'a.b' } };
  expect(worker.send(message, sender)).toBeUndefined();
  expect(noted).not.toHaveBeenCalled();
});

test.each(STRANGERS)('a connection from %s is closed, and begins nothing', async (_, sender) => {
  const { gone } = ask('albums.measure', sender);
  await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce());
  expect(asking).toBeUndefined();
});

test.each([['toString'], ['albums.nothing'], [undefined], [7]])(
  'a message of the type %s is not answered',
  type => {
    expect(worker.send({ type }, OWN_PAGE)).toBeUndefined();
  },
);

test.each(['toString', 'albums.nothing', 'albums.list'])(
  'a connection named %s, which is no stream, is closed',
  async name => {
    const { gone } = ask(name);
    await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce());
  },
);
