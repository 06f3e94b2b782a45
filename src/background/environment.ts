import type { Environment } from '../core/environment';
import type { ShoeboxError } from '../core/failure';
import { needsAccessKeys } from '../core/wait-reason';
import { accessKeys } from './access-keys';
import { signIn } from './sign-in';
import { untilOnline } from './until-online';

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal.addEventListener('abort', leave, { once: true });
  });
}

/** Keys that S3 refuses may be activated again at their console, of which nobody tells. */
const LOOK_AGAIN_MS = 5 * 60_000;

async function untilUserCame(signal: AbortSignal, error: ShoeboxError): Promise<void> {
  if (!needsAccessKeys(error)) return signIn.untilSignedIn(signal, error);
  if (error.code === 'access-keys-needed') return accessKeys.untilEntered(signal, error);
  const over = new AbortController();
  const ends = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([accessKeys.untilEntered(ends, error), sleep(LOOK_AGAIN_MS, ends)]);
  } finally {
    over.abort();
  }
}

/** The real time, chance and network. */
export const environment: Environment = {
  now: Date.now,
  sleep,
  random: Math.random,
  newId: () => crypto.randomUUID(),
  untilOnline,
  untilUserCame,
};
