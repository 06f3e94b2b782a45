import type { ShoeboxError } from './failure';

/** Clock, random numbers, network, sign-in and access keys: the worker has the real ones, tests their own. */
export interface Environment {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason once that is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
  newId(): string;
  /**
   * Resolves with true once there is a network, at once while there is one; with false when that was denied for so long
   * that it may not be true. Rejects with the signal's reason once that is aborted.
   */
  untilOnline(signal: AbortSignal): Promise<boolean>;
  /**
   * Resolves once something that failed for want of the user (`needsUser`) may go another way, as far as who is signed in, or
   * has to, and which access keys were entered, is concerned. Rejects with the signal's reason once that is aborted.
   */
  untilUserCame(signal: AbortSignal, error: ShoeboxError): Promise<void>;
}
