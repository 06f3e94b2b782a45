import type { Page } from 'playwright-core';
import type { Failure } from '../../../src/core/failure';

/** What the page is told instead of what the worker would say: a failure, a value; null: nothing, ever. */
export type StubbedAnswers = Readonly<Record<string, Failure | { readonly value: unknown } | null>>;

/** Runs in the page, before it does. */
function answerInstead(answers: StubbedAnswers): void {
  const browsers: unknown[] = [globalThis.chrome, Reflect.get(globalThis, 'browser')];
  // Either name, or both, may be there; typed by what they are documented to be.
  for (const runtime of new Set(browsers.map(api => (api as typeof chrome | undefined)?.runtime))) {
    if (runtime === undefined) continue;
    const { connect, sendMessage } = runtime;
    const nothing = { addListener: () => {} };
    const portThat = (answer: StubbedAnswers[string] | undefined) => ({
      onMessage: {
        addListener: (listener: (message: unknown) => void) => {
          if (answer === null || answer === undefined) return;
          const told =
            'value' in answer ? { kind: 'value', ...answer } : { kind: 'failure', failure: answer };
          queueMicrotask(() => listener(told));
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
        const answer = answers[String(Reflect.get(Object(message), 'type'))];
        if (answer === undefined) return Reflect.apply(sendMessage, runtime, [message, ...rest]);
        if (answer === null) return new Promise(() => {});
        const reply = 'value' in answer ? { ok: true, ...answer } : { ok: false, failure: answer };
        const callback = rest.at(-1);
        if (typeof callback === 'function') callback(reply);
        return Promise.resolve(reply);
      },
    });
  }
}

/** To be called before the page is opened, by the names of messages and streams. */
export const stubAnswers = (page: Page, answers: StubbedAnswers): Promise<void> =>
  page.addInitScript(answerInstead, answers).then(() => undefined);
