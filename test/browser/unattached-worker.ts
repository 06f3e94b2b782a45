import { withTimeout } from '../../src/core/promises';
import { type Target, targetsOf } from './devtools-targets';
import { isObject } from './json-object';
import type { DevtoolsAnswer, RawDevtools } from './raw-devtools';
import { waitUntil } from './wait-until';

const START_TIMEOUT_MS = 20_000;

/** What tests ask of a worker is answered in a fraction of it. */
const ANSWER_TIMEOUT_MS = 15_000;

/** Promises are awaited, and values come as JSON. */
const AWAITED = { awaitPromise: true, returnByValue: true };

/** Speaks to the debugger of one worker. */
export type Send = (method: string, params?: Record<string, unknown>) => Promise<DevtoolsAnswer>;

/** The extension's worker for ordinary windows, or the one for private ones. */
export interface UnattachedWorker {
  /** Its DevTools id; undefined while it sleeps. Asking does not wake it. */
  id(): Promise<string | undefined>;
  /** Does something with a debugger attached to it. Wakes it first, if it sleeps. */
  debug<Value>(work: (send: Send) => Promise<Value>): Promise<Value>;
  /** The value of an expression in it; wakes it likewise. Rejects if it ends, or has not answered after 15 s. */
  evaluate(expression: string): Promise<unknown>;
}

/** All workers of an extension that run. */
export const workerTargets = async (devtools: RawDevtools, extensionId: string): Promise<Target[]> =>
  (await targetsOf(devtools)).filter(
    ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
  );

/** The worker of the windows whose `context` is one of its own. */
export function unattachedWorker(
  devtools: RawDevtools,
  extensionId: string,
  isItsContext: (context: string) => boolean,
): UnattachedWorker {
  const id = async (): Promise<string | undefined> =>
    (await workerTargets(devtools, extensionId)).find(({ context }) => isItsContext(context))?.id;
  const debug: UnattachedWorker['debug'] = async work => {
    let targetId = await id();
    if (targetId === undefined) {
      const page = (await targetsOf(devtools)).find(
        ({ type, context }) => type === 'page' && isItsContext(context),
      );
      if (page === undefined) throw new Error('The worker sleeps, and no page is there to wake it');
      await attached(devtools, page.id, async send => {
        await send('ServiceWorker.enable');
        await send('ServiceWorker.startWorker', { scopeURL: `chrome-extension://${extensionId}/` });
      });
      await waitUntil('The worker did not wake', START_TIMEOUT_MS, async () => {
        targetId = await id();
        return targetId !== undefined;
      });
    }
    return attached(devtools, targetId ?? '', work);
  };
  return {
    id,
    debug,
    evaluate: expression =>
      debug(async send => {
        const answer = send('Runtime.evaluate', { expression, ...AWAITED });
        const inTime = await withTimeout<DevtoolsAnswer | null>(answer, ANSWER_TIMEOUT_MS, null);
        if (inTime === null) throw new Error(`The worker did not answer within ${ANSWER_TIMEOUT_MS} ms`);
        return resultOf(inTime);
      }),
  };
}

async function attached<Value>(
  devtools: RawDevtools,
  targetId: string,
  work: (send: Send) => Promise<Value>,
): Promise<Value> {
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: true });
  try {
    return await work((method, params) => devtools.send(method, params, String(sessionId)));
  } finally {
    // Refused where the target has ended meanwhile, and its session with it.
    await devtools.send('Target.detachFromTarget', { sessionId }).catch(() => undefined);
  }
}

/** The value of an expression in the page that a session is attached to; promises are awaited. */
export const evaluateIn = async (
  devtools: RawDevtools,
  sessionId: string,
  expression: string,
): Promise<unknown> =>
  resultOf(await devtools.send('Runtime.evaluate', { expression, ...AWAITED }, sessionId));

function resultOf({ result, exceptionDetails }: DevtoolsAnswer): unknown {
  if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
  return isObject(result) ? result['value'] : undefined;
}
