import browser, { type Scripting } from 'webextension-polyfill';
import type { ContentCalls } from '../content/functions';

/** A frame of a tab; 0 is the page itself. */
export interface Frame {
  readonly tabId: number;
  readonly frameId: number;
}

/** Asks a frame something, also one that is still loading. Rejects when the frame is gone, or may not be asked. */
export type CallInFrame = <Name extends keyof ContentCalls>(
  frame: Frame,
  name: Name,
  ...args: ContentCalls[Name]['args']
) => Promise<ContentCalls[Name]['result']>;

/** `script` is the built `content/content-script.ts`; a frame that has it already does not get it again. */
export function openCallInFrame(script: string): CallInFrame {
  const injecting = new Map<string, Promise<unknown>>();

  /** Once for all who ask a frame at the same time: a second script would know nothing of what the first one holds. */
  function inject(target: Scripting.InjectionTarget): Promise<unknown> {
    const key = JSON.stringify(target);
    const inFlight = injecting.get(key);
    if (inFlight !== undefined) return inFlight;
    const injection = browser.scripting
      .executeScript({ target, files: [script], injectImmediately: true })
      .finally(() => injecting.delete(key));
    injecting.set(key, injection);
    return injection;
  }

  return async ({ tabId, frameId }, name, ...args) => {
    const target = { tabId, frameIds: [frameId] };
    const ask = async (): Promise<Asked | undefined> => {
      const [injected] = await browser.scripting.executeScript({
        target,
        injectImmediately: true,
        func: callInPage,
        args: [name, args],
      });
      return injected?.result as Asked | undefined; // what the injected function returns
    };
    let asked = await ask();
    if (asked?.isThere === false) {
      await inject(target);
      asked = await ask();
    }
    if (asked?.isThere !== true) throw new Error('The frame gave no answer.');
    return asked.value as ContentCalls[typeof name]['result']; // by the name that was asked for
  };
}

/**
 * The frames of a tab that may be asked something. Does not wait for one that is still loading. Rejects when the page
 * itself may not be asked.
 */
export async function framesOf(tabId: number): Promise<readonly number[]> {
  const results = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    injectImmediately: true,
    func: () => true,
  });
  return results.map(({ frameId }) => frameId);
}

type Asked = { readonly isThere: false } | { readonly isThere: true; readonly value: unknown };

/** Runs in the frame; injected as source, so it must not refer to anything outside itself. */
async function callInPage(name: string, args: readonly unknown[]): Promise<Asked> {
  const { shoeboxContent } = globalThis as {
    readonly shoeboxContent?: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>; // left by content/content-script.ts
  };
  const asked = shoeboxContent?.[name];
  return asked === undefined ? { isThere: false } : { isThere: true, value: await asked(...args) };
}
