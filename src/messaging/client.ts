import browser from 'webextension-polyfill';
import { fromFailure, isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import type { CallName, Calls, Reply, StreamName, StreamReply, Streams } from './protocol';

type ArgumentsOf<Args> = Args extends undefined ? [] : [args: Args];

/**
 * Asks the background worker, waking it if it sleeps.
 * @throws ShoeboxError with the worker's code; `interrupted` when the worker died before it answered.
 */
export async function call<Name extends CallName>(
  name: Name,
  ...[args]: ArgumentsOf<Calls[Name]['args']>
): Promise<Calls[Name]['value']> {
  let reply: Reply<Calls[Name]['value']> | undefined;
  try {
    reply = await browser.runtime.sendMessage({ type: name, args });
  } catch (cause) {
    throw new ShoeboxError('interrupted', {}, { cause });
  }
  if (reply === undefined) throw new ShoeboxError('interrupted');
  if (!reply.ok) throw fromFailure(reply.failure);
  return reply.value;
}

/**
 * As {@link call}, for what carries an id of its own: a worker that died before it answered is asked once more, and knows
 * by the id what it has already.
 */
export async function callIdempotent<Name extends CallName>(
  name: Name,
  ...args: ArgumentsOf<Calls[Name]['args']>
): Promise<Calls[Name]['value']> {
  try {
    return await call(name, ...args);
  } catch (error) {
    if (!isShoeboxError(error) || error.code !== 'interrupted') throw error;
    return call(name, ...args);
  }
}

/**
 * Asks for answers as they come. Leaving the loop, or aborting, tells the worker that nobody listens any more.
 * @throws ShoeboxError with the worker's code; `interrupted` when the worker died on the way.
 */
export async function* stream<Name extends StreamName>(
  name: Name,
  args: Streams[Name]['args'],
  signal?: AbortSignal,
): AsyncGenerator<Streams[Name]['value'], void, undefined> {
  const port = browser.runtime.connect({ name });
  const waiting: StreamReply<Streams[Name]['value']>[] = [];
  let wake = (): void => {};
  const push = (reply: StreamReply<Streams[Name]['value']>): void => {
    waiting.push(reply);
    wake();
  };
  const leave = (): void => {
    port.disconnect();
    push({ kind: 'end' });
  };
  port.onMessage.addListener(message => push(message as StreamReply<Streams[Name]['value']>)); // the server is typed by the same map
  port.onDisconnect.addListener(() =>
    push({ kind: 'failure', failure: toFailure(new ShoeboxError('interrupted')) }),
  );
  signal?.addEventListener('abort', leave, { once: true });
  try {
    if (signal?.aborted === true) return;
    port.postMessage({ args });
    for (;;) {
      const reply = waiting.shift();
      if (reply === undefined) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      } else if (reply.kind === 'value') {
        yield reply.value;
      } else if (reply.kind === 'failure') {
        throw fromFailure(reply.failure);
      } else {
        return;
      }
    }
  } finally {
    signal?.removeEventListener('abort', leave);
    port.disconnect();
  }
}
