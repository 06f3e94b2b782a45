import { withTimeout } from '../../core/promises';

/** Copying takes a fraction of a second. The notification must not wait for a page that never answers. */
const TIMEOUT_MS = 10_000;

/** Called by the offscreen document; `id` is what {@link awaitCopyResult} listens to. */
export function postCopyResult(id: string, isCopied: boolean): void {
  const channel = new BroadcastChannel(id);
  channel.postMessage(isCopied);
  channel.close();
}

/**
 * Resolves with the result that the offscreen document posts once `open` has opened it; false when it never does. No other
 * page has its `id`: one that a dead worker left cannot answer in its place. Rejects as `open` does.
 */
export async function awaitCopyResult(id: string, open: () => Promise<void>): Promise<boolean> {
  const channel = new BroadcastChannel(id);
  try {
    const told = new Promise<boolean>(resolve => {
      channel.onmessage = ({ data }) => resolve(data === true);
    });
    return await withTimeout(
      open().then(() => told),
      TIMEOUT_MS,
      false,
    );
  } finally {
    channel.close();
  }
}
