/** What the page handed over; data only, since it crosses as JSON. */
export type PageAnswer =
  | {
      readonly kind: 'bytes';
      readonly dataUrl: string;
      readonly contentType: string | null;
      readonly disposition: string | null;
    }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreachable'; readonly technical: string };

/**
 * Runs inside the page that shows the picture: with its cookies and its Referer, and with its `blob:` URLs.
 * It is injected as source, so it must not refer to anything outside itself.
 */
export async function readInPage(url: string, maxBytes: number, timeoutMs: number): Promise<PageAnswer> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const read = (credentials: RequestCredentials): Promise<Response> =>
    fetch(url, { credentials, signal: late.signal });
  try {
    // With cookies for other hosts as well, where those allow it; CORS for everybody (`*`) forbids them.
    const response = await read('include').catch(() => read('same-origin'));
    clearTimeout(timer);
    if (!response.ok) return { kind: 'status', status: response.status };
    const blob = await response.blob();
    if (blob.size > maxBytes) return { kind: 'too-large' };
    const dataUrl = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
    return {
      kind: 'bytes',
      dataUrl,
      contentType: response.headers.get('content-type'),
      disposition: response.headers.get('content-disposition'),
    };
  } catch (error) {
    return { kind: 'unreachable', technical: String(error) };
  }
}
