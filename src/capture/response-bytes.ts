import { ShoeboxError } from '../core/failure';

/** A body as it came, before anybody judged what it is. */
export interface Fetched {
  readonly blob: Blob;
  readonly contentType: string | null;
  readonly disposition: string | null;
}

/** What a status other than 2xx means for a person. */
export function statusFailure(url: string, status: number): ShoeboxError {
  const detail = { host: hostOf(url), status: String(status) };
  if (status === 404 || status === 410) return new ShoeboxError('source-not-found', detail);
  if (status === 401 || status === 403) return new ShoeboxError('source-forbidden', detail);
  return new ShoeboxError('source-answered-error', detail);
}

/** Empty for what has none. */
export const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

/** The whole body of a good answer. @throws ShoeboxError `source-…` for a bad status or a body that broke off. */
export async function bytesOf(url: string, response: Response): Promise<Fetched> {
  if (!response.ok) throw statusFailure(url, response.status);
  let blob: Blob;
  try {
    blob = await response.blob();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw new ShoeboxError('source-truncated', { host: hostOf(url) }, { cause });
  }
  return {
    blob,
    contentType: response.headers.get('content-type'),
    disposition: response.headers.get('content-disposition'),
  };
}
