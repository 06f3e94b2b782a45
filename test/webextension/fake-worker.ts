import type { Runtime } from 'webextension-polyfill';
import { type CallHandlers, type StreamHandlers, serve } from '../../src/background/message-server';
import type { ReportError } from '../../src/core/diagnostics';
import { fakeBrowser, fakeEvent } from './fake-browser';

const ORIGIN = 'chrome-extension://shoebox/';

/** As the browser names a page of ours that sends a message. */
export const OWN_PAGE: Runtime.MessageSender = { id: 'shoebox', url: `${ORIGIN}src/popup/index.html` };

/** Messages are JSON in Chrome. */
const asMessage = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** Both ends of a connection: what one posts, the other hears, until one of them disconnects. */
export function fakePorts(
  name: string,
  sender?: Runtime.MessageSender,
): readonly [page: Runtime.Port, worker: Runtime.Port] {
  let isOpen = true;
  const portOf = (own: Runtime.MessageSender | undefined) => ({
    ...{
      name,
      onMessage: fakeEvent<(message: unknown, port: Runtime.Port) => void>(),
      onDisconnect: fakeEvent<(port: Runtime.Port) => void>(),
    },
    ...(own !== undefined && { sender: own }),
  });
  const [page, worker] = [portOf(undefined), portOf(sender)];
  const openPort = (mine: typeof page, theirs: typeof page): Runtime.Port => {
    const port: Runtime.Port = {
      ...mine,
      postMessage(message) {
        if (!isOpen) throw new Error('Attempting to use a disconnected port object');
        queueMicrotask(() => theirs.onMessage.emit(asMessage(message), port));
      },
      disconnect() {
        if (!isOpen) return;
        isOpen = false;
        queueMicrotask(() => theirs.onDisconnect.emit(port));
      },
    };
    return port;
  };
  return [openPort(page, worker), openPort(worker, page)];
}

export interface FakeWorker {
  /** What a message from somebody is answered with; undefined when nobody answers. */
  readonly send: (message: unknown, sender: Runtime.MessageSender) => Promise<unknown> | undefined;
  /** Connects as somebody. */
  readonly connect: (name: string, sender?: Runtime.MessageSender) => Runtime.Port;
}

/** The worker's end of `messaging/`: answers `call` and `stream` of the page's end with these handlers, and no others. */
export function startFakeWorker(
  calls: Partial<CallHandlers>,
  streams: Partial<StreamHandlers> = {},
  report: ReportError = () => {},
): FakeWorker {
  const onMessage = fakeEvent<Runtime.OnMessageListener>();
  const onConnect = fakeEvent<(port: Runtime.Port) => void>();
  const send: FakeWorker['send'] = (message, sender) => {
    const [answer] = onMessage.emit(asMessage(message), sender, () => {});
    return answer instanceof Promise ? answer.then(asMessage) : undefined;
  };
  const connect: FakeWorker['connect'] = (name, sender) => {
    const [page, worker] = fakePorts(name, sender);
    onConnect.emit(worker);
    return page;
  };
  fakeBrowser({
    runtime: {
      ...{ id: 'shoebox', getURL: path => `${ORIGIN}${path}`, onMessage, onConnect },
      sendMessage: async (message: unknown) => send(message, OWN_PAGE),
      connect: connectInfo =>
        connect(typeof connectInfo === 'object' ? (connectInfo.name ?? '') : '', OWN_PAGE),
    },
  });
  serve(calls as CallHandlers, streams as StreamHandlers, report); // the others are not asked
  return { send, connect };
}
