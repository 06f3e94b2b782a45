import { type BodyBounds, boundedBody } from './bounded-body';
import { ShoeboxError } from './failure';

/** What came with a body. */
export interface ResponseInfo {
  readonly contentType: string | null;
  readonly disposition: string | null;
  /** Where it came from in the end, after all redirects. */
  readonly finalUrl: string;
}

/** A body before its media type was checked. */
export interface FetchedBody extends ResponseInfo {
  readonly blob: Blob;
}

/** Reads a body within limits, as `boundedBody` does. */
type ReadBody<Body> = (response: Response, bounds: BodyBounds) => Promise<Body>;

/**
 * How long a server may take to begin its response: as long as most proxies wait for the server behind them (CloudFront
 * 30 s, nginx 60 s), and a picture that the user sees was generated before. The body may take as long as bytes come.
 */
const ANSWER_TIMEOUT_MS = 30_000;

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/** The failure for a status other than 2xx. */
function statusFailure(url: string, status: number): ShoeboxError {
  const detail = { host: hostOf(url), status: String(status) };
  if (status === 404 || status === 410) return new ShoeboxError('source-not-found', detail);
  if (status === 401 || status === 403) return new ShoeboxError('source-forbidden', detail);
  return new ShoeboxError('source-answered-error', detail);
}

/** The options besides the URL. */
export interface BoundedRequest extends Pick<RequestInit, 'credentials' | 'cache' | 'headers'> {
  readonly maxBytes: number;
  /** Throws to refuse the final URL, before the body is read. */
  readonly assertAllowed: (finalUrl: string) => void;
}

/**
 * Fetches all of something, within limits. Rejects as `fetch` does while there is no answer.
 * @throws ShoeboxError `source-…` for no answer in time, a bad status, or a body that is cut off, too large or too slow.
 */
export async function boundedFetch(
  url: string,
  request: BoundedRequest,
  signal: AbortSignal,
): Promise<FetchedBody> {
  const { body, facts } = await boundedResponse(url, request, boundedBody, signal);
  return { blob: body, ...facts };
}

/** The same, with a way of its own to read the body. */
export async function boundedResponse<Body>(
  url: string,
  { maxBytes, assertAllowed, ...init }: BoundedRequest,
  read: ReadBody<Body>,
  signal: AbortSignal,
): Promise<{ readonly body: Body; readonly facts: ResponseInfo }> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const response = await answerTo(url, init, controller, signal);
  try {
    assertAllowed(response.url);
    if (!response.ok) throw statusFailure(url, response.status);
    const body = await read(response, { host: hostOf(url), maxBytes, abort });
    const facts = {
      contentType: response.headers.get('content-type'),
      disposition: response.headers.get('content-disposition'),
      finalUrl: response.url,
    };
    return { body, facts };
  } catch (error) {
    abort(); // or the rest of the body would still be downloaded
    throw error;
  }
}

/** Resolves with the response once its headers are there, within the timeout. */
async function answerTo(
  url: string,
  init: RequestInit,
  controller: AbortController,
  signal: AbortSignal,
): Promise<Response> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, ANSWER_TIMEOUT_MS);
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([signal, controller.signal]) });
  } catch (cause) {
    if (isLate) throw new ShoeboxError('source-too-slow', { host: hostOf(url) }, { cause });
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}
