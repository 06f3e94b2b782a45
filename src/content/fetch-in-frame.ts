import { boundedBytes } from '../core/bounded-body';
import { boundedResponse } from '../core/bounded-fetch';
import { isShoeboxError, toFailure } from '../core/failure';
import { type Held, retain } from './retained-blobs';

/**
 * Reads a URL as the page itself would: with its cookies and its Referer, and with its `blob:` URLs. Of its own origin
 * the browser's cache is taken as it is: that is what the person sees.
 */
export async function readUrl(url: string, maxBytes: number): Promise<Held> {
  const isOwn = new URL(url).origin === location.origin;
  const read = (credentials: RequestCredentials) => {
    const request = { credentials, cache: isOwn ? 'force-cache' : 'default', maxBytes } as const;
    return boundedResponse(url, { ...request, admit: () => {} }, boundedBytes, new AbortController().signal);
  };
  try {
    // With cookies for other hosts as well, where those allow it; CORS for everybody (`*`) forbids them.
    const { body, facts } = await read('include').catch(error => {
      if (isShoeboxError(error) || isOwn) throw error;
      return read('omit');
    });
    return await retain(body, facts);
  } catch (error) {
    return isShoeboxError(error)
      ? { kind: 'failed', failure: toFailure(error) }
      : { kind: 'unreachable', technical: String(error) };
  }
}
