import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Certificate } from './certificate';

/** A server that listens on the loopback address only. */
export interface LocalServer {
  /** `http://127.0.0.1:PORT`, or `https:` where it has a certificate. */
  readonly url: string;
  /** Cuts every connection, frees the port, and waits for what was being done to stop. */
  close(): Promise<void>;
}

/** Answers a request. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Clients keep connections for later; one that the server closes just as it is used again is a flaky test. */
const KEEP_ALIVE_MS = 10 * 60 * 1000;

/**
 * Starts listening; port 0 takes a free one. Rejects if the port is taken.
 * A handler that rejects has lost its client, who has seen that for itself; the connection is cut.
 */
export function listenOnLoopback(
  port: number,
  handle: RequestHandler,
  tls?: Certificate,
): Promise<LocalServer> {
  // No time limit for a request: a large upload over a slow line is no mistake.
  const options = { requestTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const work = handle(request, response)
      .catch(() => response.destroy())
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };
  const server =
    tls === undefined
      ? createServer(options, listener)
      : createTlsServer({ ...options, cert: tls.certificate, key: tls.key }, listener);
  const underWay = new Set<Promise<unknown>>();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
      resolve({
        url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`,
        close: async () => {
          const closed = new Promise(done => server.close(done));
          server.closeAllConnections();
          await closed;
          await Promise.all(underWay);
        },
      });
    });
  });
}
