import type { FetchedBody } from '../core/bounded-fetch';
import type { Failure } from '../core/failure';
import type { StrategyName } from '../core/source';

/** What one way of getting something brought home, before anybody judged what it is. */
export interface FetchedMedia extends Omit<FetchedBody, 'finalUrl'> {
  readonly rung: StrategyName;
  /** What could not be done on the way. */
  readonly note: Failure | null;
}

/** One thing that is being got by one rung after the other. */
export interface FetchRequest {
  readonly url: string;
  /** Where it stands. */
  readonly frame: { readonly tabId: number; readonly frameId: number };
  /** URLs of the documents that it stands in, the innermost first. */
  readonly documents: readonly string[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}
