import { withTimeout } from '../../core/promises';

const CHANNEL = 'clipboard';

/** It takes a fraction of a second. What a person is told of the picture must not wait for a page that never answers. */
const PATIENCE_MS = 10_000;

/** Called by the page that has tried. */
export function postCopyResult(isCopied: boolean): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(isCopied);
  channel.close();
}

/** Resolves with what such a page tells, once `open` has opened it; false when it never does. Rejects as `open` does. */
export async function awaitCopyResult(open: () => Promise<void>): Promise<boolean> {
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const told = new Promise<boolean>(resolve => {
      channel.onmessage = ({ data }) => resolve(data === true);
    });
    return await withTimeout(
      open().then(() => told),
      PATIENCE_MS,
      false,
    );
  } finally {
    channel.close();
  }
}
