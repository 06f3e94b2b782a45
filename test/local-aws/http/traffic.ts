import { setTimeout as delay } from 'node:timers/promises';
import type { HeaderFields } from '../sigv4/canonical';

/** A request as an interceptor sees it, before anything was checked. */
export interface InterceptedRequest {
  readonly service: 's3' | 'cognito';
  /** In AWS's words: `PutObject`, `GetId`; `Preflight` for CORS's question. */
  readonly operation: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: HeaderFields;
  readonly bucket?: string;
  readonly key?: string;
}

/** What is to happen to a request; `undefined` lets it pass. */
export type Interception =
  | undefined
  /** Answers in the service's place; CORS headers are added as to every answer. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** Lets it pass later. */
  | { readonly delayMs: number }
  /** Cuts the connection, and nothing is done. */
  | { readonly drop: true }
  /** Does what was asked, then cuts the connection instead of answering. */
  | { readonly dropAnswer: true };

export type Interceptor = (request: InterceptedRequest) => Interception | Promise<Interception>;

/** One line of the log. */
export interface LoggedRequest {
  readonly service: 's3' | 'cognito';
  readonly operation: string;
  readonly method: string;
  readonly bucket?: string;
  readonly key?: string;
  /** 0 while there is no answer, or if the connection was cut. */
  readonly status: number;
  /** The error's code, if the answer is one. */
  readonly errorCode?: string;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

/** What the interceptors decided. */
export type Verdict = Exclude<Interception, { readonly delayMs: number }>;

/** Enough for an album of thousands; tests that need more clear the log. */
const MAX_LOGGED = 20_000;

/** All that goes through the servers: noted, and altered where a test wants it. */
export class Traffic {
  readonly #log: LoggedRequest[] = [];
  readonly #interceptors = new Set<Interceptor>();
  readonly #closing = new AbortController();
  /** Rejects at the end, so that an interceptor which never decides can't hold it up. */
  readonly #closed: Promise<never>;

  constructor() {
    const { signal } = this.#closing;
    this.#closed = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('The local AWS was closed.')), { once: true });
    });
    this.#closed.catch(() => undefined); // nobody may be waiting for it
  }

  get log(): readonly LoggedRequest[] {
    return this.#log;
  }

  clear(): void {
    this.#log.length = 0;
  }

  /** Returns what takes the interceptor away again. */
  intercept(interceptor: Interceptor): () => void {
    // Wrapped, so that the same function can be put in twice.
    const entry: Interceptor = request => interceptor(request);
    this.#interceptors.add(entry);
    return () => this.#interceptors.delete(entry);
  }

  /** Notes the request, and returns what notes its answer; that has to be called before the answer is sent. */
  note(
    request: InterceptedRequest,
  ): (answer: Pick<LoggedRequest, 'status' | 'errorCode' | 'responseBytes'>) => void {
    const { service, operation, method, bucket, key } = request;
    const entry: { -readonly [Name in keyof LoggedRequest]: LoggedRequest[Name] } = {
      service,
      operation,
      method,
      ...(bucket !== undefined && { bucket }),
      ...(key !== undefined && { key }),
      status: 0,
      requestBytes: Number(request.headers['content-length'] ?? 0),
      responseBytes: 0,
    };
    this.#log.push(entry);
    if (this.#log.length > MAX_LOGGED) this.#log.shift();
    return answer => Object.assign(entry, answer);
  }

  /** Asks the interceptors in the order they came; the first that does more than wait decides. */
  async decide(request: InterceptedRequest): Promise<Verdict> {
    for (const interceptor of [...this.#interceptors]) {
      const interception = await Promise.race([interceptor(request), this.#closed]);
      if (interception === undefined) continue;
      if (!('delayMs' in interception)) return interception;
      await delay(interception.delayMs, undefined, { signal: this.#closing.signal });
    }
    return undefined;
  }

  /** Ends all waiting. */
  close(): void {
    this.#closing.abort();
  }
}
