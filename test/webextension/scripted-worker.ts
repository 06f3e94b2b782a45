import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import { toFailure } from '../../src/core/failure';
import type { CallName, Calls, Reply, StreamName, StreamReply, Streams } from '../../src/messaging/protocol';
import { deferred } from '../deferred';
import { fakeBrowser } from './fake-browser';
import { fakePorts } from './fake-worker';

/** A call that a page made, and how the test answers it. */
export interface ScriptedCall<Value> {
  readonly name: CallName;
  readonly args: unknown;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** A stream that a page asked for, and what the test has it tell. */
export interface ScriptedStream<Value> {
  readonly name: StreamName;
  readonly args: unknown;
  /** Aborts when the page listens no more. */
  readonly signal: AbortSignal;
  readonly tell: (value: Value) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
}

/** In place of the worker: a test sees what pages ask through `messaging/client`, and answers it when it likes. */
export class ScriptedWorker {
  readonly calls: ScriptedCall<unknown>[] = [];
  readonly #streams: ScriptedStream<unknown>[] = [];

  /** @param answers what it answers at once, and does not note */
  constructor(answers: { readonly [Name in CallName]?: Calls[Name]['value'] } = {}) {
    fakeBrowser({
      runtime: {
        ...browser.runtime,
        sendMessage: async (message: unknown) => {
          const { type, args } = message as { readonly type: CallName; readonly args: unknown }; // the client's
          return type in answers ? { ok: true, value: answers[type] } : this.#answer(type, args);
        },
        connect: info => this.#connect(typeof info === 'object' ? (info.name ?? '') : ''),
      },
    });
  }

  /** Forgets what was asked so far. */
  clear(): void {
    this.calls.length = 0;
    this.#streams.length = 0;
  }

  callsOf<Name extends CallName>(name: Name): readonly ScriptedCall<Calls[Name]['value']>[] {
    return this.calls.filter(call => call.name === name);
  }

  lastCall<Name extends CallName>(name: Name): ScriptedCall<Calls[Name]['value']> {
    return latest(name, this.callsOf(name));
  }

  streamsOf<Name extends StreamName>(name: Name): readonly ScriptedStream<Streams[Name]['value']>[] {
    return this.#streams.filter(stream => stream.name === name);
  }

  lastStream<Name extends StreamName>(name: Name): ScriptedStream<Streams[Name]['value']> {
    return latest(name, this.streamsOf(name));
  }

  #answer(name: CallName, args: unknown): Promise<Reply<unknown>> {
    const { promise, resolve } = deferred<Reply<unknown>>();
    this.calls.push({
      ...{ name, args },
      resolve: value => resolve({ ok: true, value }),
      reject: error => resolve({ ok: false, failure: toFailure(error) }),
    });
    return promise;
  }

  #connect(name: string): Runtime.Port {
    const [page, worker] = fakePorts(name);
    const left = new AbortController();
    const post = (reply: StreamReply<unknown>): void => {
      if (!left.signal.aborted) worker.postMessage(reply);
    };
    worker.onDisconnect.addListener(() => left.abort());
    worker.onMessage.addListener(message => {
      const { args } = message as { readonly args: unknown }; // what the client begins a stream with
      this.#streams.push({
        ...{ name: name as StreamName, args, signal: left.signal }, // the client is typed by the same map
        tell: value => post({ kind: 'value', value }),
        end: () => post({ kind: 'end' }),
        fail: error => post({ kind: 'failure', failure: toFailure(error) }),
      });
    });
    return page;
  }
}

function latest<Asked>(name: string, all: readonly Asked[]): Asked {
  const last = all.at(-1);
  if (last === undefined) throw new Error(`nobody asked for ${name}`);
  return last;
}
