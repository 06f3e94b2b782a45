/** Signals by which a person or a service manager asks for the end. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first request to end. Later ones are ignored: the first is being followed. */
export function shutdownRequested(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of SIGNALS) process.on(signal, () => resolve());
  });
}

/** Things to close, the last one opened first. */
export class ResourceStack {
  private readonly opened: (() => Promise<unknown>)[] = [];

  /** Remembers how to close what was just opened, and hands it back. */
  add<T extends { close(): Promise<unknown> }>(thing: T): T {
    this.opened.push(() => thing.close());
    return thing;
  }

  /** Closes everything, also when closing one thing fails. */
  async closeAll(): Promise<void> {
    for (const close of this.opened.splice(0).reverse()) await close().catch(() => undefined);
  }
}
