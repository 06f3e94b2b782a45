import type { Environment } from '../core/environment';
import { signIn } from './sign-in';

/** Not every browser tells a worker each time that the network is back. */
const LOOK_AGAIN_MS = 2_000;

/** Resolves when the browser says that it has a network. Rejects with the signal's reason once that is aborted. */
function untilOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    if (navigator.onLine) return resolve();
    const ended = new AbortController();
    const end = (settle: () => void): void => {
      clearInterval(looking);
      ended.abort();
      settle();
    };
    const looking = setInterval(() => {
      if (navigator.onLine) end(resolve);
    }, LOOK_AGAIN_MS);
    addEventListener('online', () => end(resolve), { signal: ended.signal });
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), { signal: ended.signal });
  });
}

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

/** The real time, chance and network. */
export const environment: Environment = {
  now: Date.now,
  sleep,
  random: Math.random,
  newId: () => crypto.randomUUID(),
  untilOnline,
  untilSignedIn: signIn.untilSignedIn,
};
