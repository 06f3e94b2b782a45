import { beforeEach, expect, test, vi } from 'vitest';
import type { ReportError } from '../../src/core/diagnostics';
import { ShoeboxError } from '../../src/core/failure';
import type { CallHandlers, StreamHandlers } from '../../src/messaging/server';

const browser = vi.hoisted(() => {
  const openEvent = () => {
    const listeners: ((...args: readonly unknown[]) => unknown)[] = [];
    return {
      addListener: (listener: (...args: readonly unknown[]) => unknown) => void listeners.push(listener),
      happen: (...args: readonly unknown[]) => listeners.map(listener => listener(...args))[0],
      clear: () => listeners.splice(0),
    };
  };
  return { openEvent, onMessage: openEvent(), onConnect: openEvent() };
});
vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'shoebox',
      getURL: (path: string) => `chrome-extension://shoebox/${path}`,
      onMessage: browser.onMessage,
      onConnect: browser.onConnect,
      sendMessage: async (message: unknown) => browser.onMessage.happen(message, OWN_PAGE),
    },
  },
}));

const OWN_PAGE = { id: 'shoebox', url: 'chrome-extension://shoebox/src/popup/index.html' };

const { serve } = await import('../../src/messaging/server');
const { reportFromPage } = await import('../../src/messaging/report-from-page');

const report = vi.fn<ReportError>();
const noted = vi.fn<(facts: unknown) => void>();

const denied = new ShoeboxError('access-denied', { action: 's3:ListBucket' });

beforeEach(() => {
  report.mockReset();
  noted.mockReset();
  browser.onMessage.clear();
  browser.onConnect.clear();
  const calls: Partial<CallHandlers> = {
    'albums.list': () => Promise.reject(denied),
    'preferences.get': () => {
      throw new TypeError('a defect');
    },
    'diagnostics.report': async facts => {
      noted(facts);
      return undefined;
    },
  };
  const streams: Partial<StreamHandlers> = {
    // biome-ignore lint/correctness/useYield: fails before it has anything to tell
    async *'albums.contents'() {
      throw denied;
    },
  };
  serve(calls as CallHandlers, streams as StreamHandlers, report); // the others are not asked
});

test.each([
  ['albums.list', { code: 'access-denied' }],
  ['preferences.get', { code: 'unexpected' }],
])(
  'what %s fails with is told to the page that asked, and reported under the name',
  async (type, failure) => {
    const reply = await browser.onMessage.happen({ type, args: undefined }, OWN_PAGE);
    expect(reply).toMatchObject({ ok: false, failure });
    expect(report).toHaveBeenCalledExactlyOnceWith(type, expect.any(Error));
  },
);

test('what a stream fails with is told to the page that listens, and reported under the name', async () => {
  const posted: unknown[] = [];
  const port = {
    ...{ name: 'albums.contents', sender: OWN_PAGE, disconnect: () => {} },
    ...{ onMessage: browser.openEvent(), onDisconnect: browser.openEvent() },
    postMessage: (message: unknown) => posted.push(message),
  };
  browser.onConnect.happen(port);
  await port.onMessage.happen({ args: { prefix: '' } });
  expect(posted).toMatchObject([{ kind: 'failure', failure: { code: 'access-denied' } }]);
  expect(report).toHaveBeenCalledExactlyOnceWith('albums.contents', denied);
});

test('what goes wrong in a page is noted by its facts alone', async () => {
  reportFromPage('thumbnail-cache.read', new TypeError('https://h/secret.jpg'));
  await vi.waitFor(() => expect(noted).toHaveBeenCalledOnce());
  expect(noted).toHaveBeenCalledWith({
    ...{ event: 'thumbnail-cache.read', code: null, name: 'TypeError', status: null },
  });
});

test.each([
  ['another extension', { id: 'other', url: 'chrome-extension://other/index.html' }],
  ['a web page', { id: 'shoebox', url: 'https://page.example/' }],
  ['what has no address', { id: 'shoebox' }],
])('nothing is noted for %s', (_, sender) => {
  const message = { type: 'diagnostics.report', args: { event: 'a.b' } };
  expect(browser.onMessage.happen(message, sender)).toBeUndefined();
  expect(noted).not.toHaveBeenCalled();
});
