import { withTimeout } from '../../core/promises';

const CHANNEL = 'clipboard';

/** Copying takes a fraction of a second. The notification must not wait for a page that never answers. */
const TIMEOUT_MS = 10_000;

/** Called by the offscreen document. */
export function postCopyResult(isCopied: boolean): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(isCopied);
  channel.close();
}

/**
 * Resolves with the result that the offscreen document posts once `open` has opened it; false when it never does.
 * Rejects as `open` does.
 */
export async function awaitCopyResult(open: () => Promise<void>): Promise<boolean> {
  const channel = new BroadcastChannel(CHANNEL);
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
