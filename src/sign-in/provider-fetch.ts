/** No answer is larger: a discovery document has some kilobytes, an answer with tokens some tens of them. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** As the library hands them to `fetch`. */
type FetchOptions = Omit<RequestInit, 'body'> & { readonly body?: BodyInit | null | undefined };

/**
 * Asks a provider, without cookies, and never from a cache. Resolves when all of the answer is there; one that is too large to
 * be a provider's is empty, so that none fills the memory. Rejects as `fetch` does.
 */
export async function providerFetch(url: string, { body = null, ...init }: FetchOptions): Promise<Response> {
  const response = await fetch(url, { ...init, body, credentials: 'omit', cache: 'no-store' });
  // Of redirects, which are not followed, nothing can be read.
  if (response.body === null || response.type === 'opaqueredirect') return response;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  const reader = response.body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    total += chunk.value.byteLength;
    if (total > MAX_ANSWER_BYTES) {
      await reader.cancel();
      chunks.splice(0);
      break;
    }
    chunks.push(chunk.value);
  }
  const { status, statusText, headers } = response;
  return new Response(new Blob(chunks), { status, statusText, headers });
}
