import type { FaultKind } from './fault';
import type { RequestFacts } from './request-facts';

/** How a request ended, as the client saw it. */
export type RequestOutcome =
  | 'under-way'
  /** An answer arrived, whole: S3's, or one that was made up. */
  | 'answered'
  /** The proxy cut the connection: by a fault, or for being offline. */
  | 'cut'
  /** The proxy holds the connection open and will never say anything more. */
  | 'stalled'
  | 'client-gone'
  | 'target-gone';

/** One request that came through. Times are milliseconds since 1970. */
export interface ProxiedRequest extends RequestFacts {
  readonly startedAt: number;
  /** Null while it is under way. A stalled one ends when its client has gone, as far as the proxy can tell. */
  readonly endedAt: number | null;
  readonly outcome: RequestOutcome;
  /** What was done to it; null if nothing, or no more than a delay. */
  readonly fault: FaultKind | null;
  /** Bytes of the body that were passed on to S3. */
  readonly requestBytes: number;
  /** What the client was told; 0 while it was told nothing. */
  readonly status: number;
}

/** Whether nothing more will be noted of a request, but for the end of one that stands still. */
export const isSettled = ({ endedAt, outcome }: ProxiedRequest): boolean =>
  endedAt !== null || outcome === 'stalled';

/** A line of the log that is still being written. */
export type OpenRequest = { -readonly [Name in keyof ProxiedRequest]: ProxiedRequest[Name] };

/** Enough for a whole run of the bench. */
const MAX_LOGGED = 50_000;

/** All requests, oldest first. */
export class RequestLog {
  readonly #requests: OpenRequest[] = [];
  readonly #watchers = new Set<() => void>();

  begin(facts: RequestFacts, fault: FaultKind | null): OpenRequest {
    const request: OpenRequest = {
      ...facts,
      startedAt: Date.now(),
      endedAt: null,
      outcome: 'under-way',
      fault,
      requestBytes: 0,
      status: 0,
    };
    this.#requests.push(request);
    if (this.#requests.length > MAX_LOGGED) this.#requests.shift();
    this.changed();
    return request;
  }

  end(request: OpenRequest): void {
    request.endedAt = Date.now();
    this.changed();
  }

  /** To be called when a request has changed in a way that somebody may wait for. */
  changed(): void {
    for (const look of [...this.#watchers]) look();
  }

  /**
   * Resolves with what `choose` first finds in the requests, looked at now and at each change. `undefined` is not yet
   * found. What it finds is a copy: a request that goes on changes no more in the hands of who asked.
   */
  find<Found>(choose: (requests: readonly ProxiedRequest[]) => Found | undefined): Promise<Found> {
    return new Promise(resolve => {
      const look = (): void => {
        const found = choose(this.#requests);
        if (found === undefined) return;
        this.#watchers.delete(look);
        resolve(structuredClone(found));
      };
      this.#watchers.add(look);
      look();
    });
  }

  clear(): void {
    this.#requests.length = 0;
  }
}
