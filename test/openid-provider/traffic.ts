import { setTimeout as delay } from 'node:timers/promises';

/** What is asked for, by what Cognito calls it; `keys` is the JWKS. */
export type Endpoint =
  | 'discovery'
  | 'keys'
  | 'authorize'
  | 'login'
  | 'token'
  | 'revoke'
  | 'logout'
  | 'error'
  | 'unknown';

/** A request as an interceptor sees it, before anything was done for it. */
export interface ProviderRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
}

/** What is to happen to a request; `undefined` lets it pass. */
export type ProviderInterception =
  | undefined
  /** Answers in the provider's place. */
  | { readonly status: number; readonly body?: string }
  /** Lets it pass later. */
  | { readonly delayMs: number }
  /** Cuts the connection, and nothing is done. */
  | { readonly drop: true }
  /** Does what was asked, then cuts the connection instead of answering. */
  | { readonly dropAnswer: true }
  /** Does what was asked, then calls this, and answers once it is done. */
  | { readonly holdAnswer: () => Promise<unknown> };

/** May wait as long as it likes. */
export type ProviderInterceptor = (
  request: ProviderRequest,
) => ProviderInterception | Promise<ProviderInterception>;

/** One line of the log; it has no code, token or password. */
export interface LoggedProviderRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Of the token endpoint. */
  readonly grantType?: string;
  /** 0 while there is no answer, or if the connection was cut. */
  readonly status: number;
  /** OpenID's code, if the answer is a refusal. */
  readonly error?: string;
}

/** An entry that is still written. */
export type OpenEntry = { -readonly [Name in keyof LoggedProviderRequest]: LoggedProviderRequest[Name] };

/** Cut on purpose, or at the end of it all: whoever asked sees a broken connection. */
export class CutConnection extends Error {}

/** What was asked, and who has a say in it first. */
export class ProviderTraffic {
  readonly log: LoggedProviderRequest[] = [];
  readonly #interceptors = new Set<ProviderInterceptor>();
  readonly #closing = new AbortController();

  note({ endpoint, method }: ProviderRequest): OpenEntry {
    const entry: OpenEntry = { endpoint, method, status: 0 };
    this.log.push(entry);
    return entry;
  }

  /** Returns what takes the interceptor away again. */
  intercept(interceptor: ProviderInterceptor): () => void {
    const entry: ProviderInterceptor = request => interceptor(request); // so that the same one can be put in twice
    this.#interceptors.add(entry);
    return () => this.#interceptors.delete(entry);
  }

  /** Asks the interceptors in the order they came; the first that does more than wait decides. */
  async decide(
    request: ProviderRequest,
  ): Promise<Exclude<ProviderInterception, { readonly delayMs: number }>> {
    for (const interceptor of [...this.#interceptors]) {
      const interception = await this.untilClosed(Promise.resolve(interceptor(request)));
      if (interception === undefined) continue;
      if (!('delayMs' in interception)) return interception;
      await this.untilClosed(delay(interception.delayMs, undefined, { signal: this.#closing.signal }));
    }
    return undefined;
  }

  /** Rejects at the end, so that nothing which never comes can hold it up. */
  untilClosed<Value>(promise: Promise<Value>): Promise<Value> {
    const { signal } = this.#closing;
    return new Promise((resolve, reject) => {
      const end = () => reject(new CutConnection());
      if (signal.aborted) return end();
      signal.addEventListener('abort', end, { once: true });
      promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
    });
  }

  close(): void {
    this.#closing.abort();
  }
}
