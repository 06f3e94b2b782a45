import browser, { type Scripting } from 'webextension-polyfill';
import type { ContentCalls } from '../content/functions';

/** A frame of a tab; 0 is the page itself. */
export interface Frame {
  readonly tabId: number;
  readonly frameId: number;
}

/** Calls a content function in a frame, also one that is still loading. Rejects when the frame is gone, or not accessible. */
export type CallInFrame = <Name extends keyof ContentCalls>(
  frame: Frame,
  name: Name,
  ...args: ContentCalls[Name]['args']
) => Promise<ContentCalls[Name]['result']>;

/** `script` is the built `content/content-script.ts`; a frame that has it already does not get it again. */
export function openCallInFrame(script: string): CallInFrame {
  const injecting = new Map<string, Promise<unknown>>();

  /** Once for all concurrent calls to a frame: a second script would know nothing of what the first one retains. */
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
    const call = async (): Promise<CallResult | undefined> => {
      const [injected] = await browser.scripting.executeScript({
        target,
        injectImmediately: true,
        func: callByName,
        args: [name, args],
      });
      return injected?.result as CallResult | undefined; // what the injected function returns
    };
    let result = await call();
    if (result?.isInjected === false) {
      await inject(target);
      result = await call();
    }
    if (result?.isInjected !== true) throw new Error('The frame gave no answer.');
    return result.value as ContentCalls[typeof name]['result']; // by the name that was called
  };
}

/**
 * Ids of the accessible frames of a tab. Does not wait for frames that are still loading. Rejects when the page itself is
 * not accessible.
 */
export async function framesOf(tabId: number): Promise<readonly number[]> {
  const results = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    injectImmediately: true,
    func: () => true,
  });
  return results.map(({ frameId }) => frameId);
}

type CallResult = { readonly isInjected: false } | { readonly isInjected: true; readonly value: unknown };

/** Runs in the frame; injected as source, so it must not refer to anything outside itself. */
async function callByName(name: string, args: readonly unknown[]): Promise<CallResult> {
  const { shoeboxContent } = globalThis as {
    readonly shoeboxContent?: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>; // left by content/content-script.ts
  };
  const called = shoeboxContent?.[name];
  return called === undefined ? { isInjected: false } : { isInjected: true, value: await called(...args) };
}
