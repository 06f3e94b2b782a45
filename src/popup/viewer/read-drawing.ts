import { boundedBody } from '../../core/bounded-body';
import { isShoeboxError } from '../../core/failure';

/** Nobody looks at larger ones; what is larger is opened in a tab, whose process is not the extension's. */
export const MAX_DRAWING_BYTES = 5_000_000;

/**
 * The text of a drawing; null where S3 hands none out, or more than {@link MAX_DRAWING_BYTES} come: of what is stored
 * compressed, a kilobyte may be a megabyte.
 */
export async function readDrawing(url: string, signal: AbortSignal): Promise<string | null> {
  const stop = new AbortController();
  const response = await fetch(url, { signal: AbortSignal.any([stop.signal, signal]) });
  if (!response.ok) return null;
  const { host } = new URL(url);
  try {
    const bounds = { host, maxBytes: MAX_DRAWING_BYTES, abort: () => stop.abort() };
    return await (await boundedBody(response, bounds)).text();
  } catch (error) {
    if (isShoeboxError(error) && error.code === 'source-too-large') return null;
    throw error;
  }
}
