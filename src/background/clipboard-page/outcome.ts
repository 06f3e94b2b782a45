const CHANNEL = 'clipboard';

/** Called by the page that has tried. */
export function tellWhetherCopied(isCopied: boolean): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(isCopied);
  channel.close();
}

/** Resolves with what such a page tells, once `open` has opened it. Rejects as `open` does. */
export async function whetherCopied(open: () => Promise<void>): Promise<boolean> {
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const told = new Promise<boolean>(resolve => {
      channel.onmessage = ({ data }) => resolve(data === true);
    });
    await open();
    return await told;
  } finally {
    channel.close();
  }
}
