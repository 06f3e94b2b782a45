import type { Page } from 'playwright-core';
import type { Failure } from '../../../src/core/failure';

/** What the page is told instead of what the worker would say; null: nothing, ever. */
export type StubbedAnswers = Readonly<Record<string, Failure | null>>;

/** Runs in the page, before it does. */
function answerInstead(answers: StubbedAnswers): void {
  const browsers: unknown[] = [globalThis.chrome, Reflect.get(globalThis, 'browser')];
  // Either name, or both, may be there; typed by what they are documented to be.
  for (const runtime of new Set(browsers.map(api => (api as typeof chrome | undefined)?.runtime))) {
    if (runtime === undefined) continue;
    const { connect, sendMessage } = runtime;
    const nothing = { addListener: () => {} };
    const portThat = (failure: unknown) => ({
      onMessage: {
        addListener: (listener: (message: unknown) => void) => {
          if (failure !== null) queueMicrotask(() => listener({ kind: 'failure', failure }));
        },
      },
      onDisconnect: nothing,
      postMessage: () => {},
      disconnect: () => {},
    });
    Object.assign(runtime, {
      connect: (info: { readonly name: string }) =>
        info.name in answers ? portThat(answers[info.name]) : Reflect.apply(connect, runtime, [info]),
      sendMessage: (message: unknown, ...rest: unknown[]) => {
        const failure = answers[String(Reflect.get(Object(message), 'type'))];
        if (failure === undefined) return Reflect.apply(sendMessage, runtime, [message, ...rest]);
        if (failure === null) return new Promise(() => {});
        const answer = { ok: false, failure };
        const callback = rest.at(-1);
        if (typeof callback === 'function') callback(answer);
        return Promise.resolve(answer);
      },
    });
  }
}

/** To be called before the page is opened, by the names of messages and streams. */
export const stubAnswers = (page: Page, answers: StubbedAnswers): Promise<void> =>
  page.addInitScript(answerInstead, answers).then(() => undefined);
