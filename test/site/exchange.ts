import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request for something below `/cases/`. */
export interface CaseExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What follows the route's own name in the path, split at its slashes and still escaped: `['rocket.jpg']`. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
  /** The photograph that the last segment of the path names; the rocket where it names none. */
  readonly photo: Photo;
}

/** Bytes as the site serves them, and the Content-Type that is true of them. */
export interface Photo {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** One awkward way of answering. */
export type CaseRoute = (exchange: CaseExchange) => void;

/** The whole of it at once, past the browser's cache: each request meets its conditions anew. */
export function sendPhoto(
  { response, photo }: Pick<CaseExchange, 'response' | 'photo'>,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, {
    // In front, too: after Content-Length, Node takes no Content-Disposition that is not ASCII.
    ...headers,
    'content-type': photo.type,
    'content-length': photo.bytes.length,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(photo.bytes);
}
