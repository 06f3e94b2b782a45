import type { Environment } from '../core/environment';
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

/** The real time, chance and network. */
export const environment: Environment = {
  now: Date.now,
  sleep,
  random: Math.random,
  newId: () => crypto.randomUUID(),
  untilOnline,
  untilSignedIn: signIn.untilSignedIn,
};
