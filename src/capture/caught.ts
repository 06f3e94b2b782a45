import type { Failure } from '../core/failure';
import type { Rung } from '../core/transfer';
import type { Fetched } from './response-bytes';

/** What one way of getting a picture brought home, before anybody judged what it is. */
export interface Caught extends Fetched {
  readonly rung: Rung;
  /** What could not be done on the way. */
  readonly note: Failure | null;
}

/** How long a server may take to begin its answer. The bytes themselves may take as long as they come. */
export const ANSWER_TIMEOUT_MS = 60_000;
