import browser, { type Runtime } from 'webextension-polyfill';
import type { ReportError } from '../core/diagnostics';
import { listen } from '../core/diagnostics';
import { toFailure } from '../core/failure';
import type { CallName, Calls, Reply, StreamName, StreamReply, Streams } from '../messaging/protocol';

/** A handler for every call of the protocol. One without a value may be a function that returns nothing. */
export type CallHandlers = {
  readonly [Name in CallName]: (args: Calls[Name]['args']) => Promise<Result<Calls[Name]['value']>>;
};

type Result<Value> = [Value] extends [undefined] ? unknown : Value;

/** A source of answers for every stream. `signal` aborts when the asking page goes away. */
export type StreamHandlers = {
  readonly [Name in StreamName]: (
    args: Streams[Name]['args'],
    signal: AbortSignal,
  ) => AsyncIterable<Streams[Name]['value']>;
};

/**
 * Pages of this very extension only: no content script (its URL is the web page's), no other extension, no web page; and
 * none that stands in a frame, as ours never do.
 */
function isOwnPage({ id, url, frameId = 0 }: Runtime.MessageSender): boolean {
  return id === browser.runtime.id && frameId === 0 && url?.startsWith(browser.runtime.getURL('')) === true;
}

const isCallTo = (handlers: CallHandlers, message: unknown): message is { type: CallName; args: never } =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  typeof message.type === 'string' &&
  Object.hasOwn(handlers, message.type);

/**
 * Opens the one door of the background worker. Call once, synchronously, while the worker starts.
 * @param report gets what calls and streams fail with, under their names; whoever asked is told as well
 */
export function serve(calls: CallHandlers, streams: StreamHandlers, report: ReportError): void {
  listen(report, 'messages.call', browser.runtime.onMessage, (message: unknown, sender) => {
    if (!isOwnPage(sender) || !isCallTo(calls, message)) return undefined;
    return answer<unknown>(message.type, () => calls[message.type](message.args), report);
  });
  listen(report, 'messages.connect', browser.runtime.onConnect, port => {
    const { name, sender } = port;
    if (sender === undefined || !isOwnPage(sender) || !isStream(streams, name)) return port.disconnect();
    listen(
      report,
      'messages.stream',
      port.onMessage,
      message =>
        answerAll<unknown>(
          port,
          name,
          signal => streams[name]((message as { args: never }).args, signal),
          report,
        ), // typed by the client's map
    );
  });
}

const isStream = (handlers: StreamHandlers, name: string): name is StreamName =>
  Object.hasOwn(handlers, name);

async function answer<Value>(
  name: CallName,
  handle: () => Promise<Value>,
  report: ReportError,
): Promise<Reply<Value>> {
  try {
    return { ok: true, value: await handle() };
  } catch (error) {
    report(name, error);
    return { ok: false, failure: toFailure(error) };
  }
}

async function answerAll<Value>(
  port: Runtime.Port,
  name: StreamName,
  handle: (signal: AbortSignal) => AsyncIterable<Value>,
  report: ReportError,
): Promise<void> {
  const gone = new AbortController();
  listen(report, 'messages.disconnect', port.onDisconnect, () => gone.abort());
  const post = (reply: StreamReply<Value>): void => {
    if (!gone.signal.aborted) port.postMessage(reply);
  };
  try {
    for await (const value of handle(gone.signal)) post({ kind: 'value', value });
    post({ kind: 'end' });
  } catch (error) {
    if (!gone.signal.aborted) report(name, error);
    post({ kind: 'failure', failure: toFailure(error) });
  }
}
