/** Who of our own transfers is on its way to which key, and who has to wait for whom. */
export interface Reservations {
  /** False when another transfer is on its way to this key. */
  reserve(key: string, transferId: string): boolean;
  keysOf(transferId: string): readonly string[];
  release(transferId: string): void;
  /**
   * One after the other for each `what`: two transfers of the same name and size may be the same bytes, so the second
   * looks at what became of the first. Rejects with the signal's reason if that aborts before its turn.
   */
  inTurn<Value>(what: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
}

export function openReservations(): Reservations {
  const reserved = new Map<string, string>();
  const turns = new Map<string, Promise<unknown>>();
  const keysOf = (transferId: string): string[] =>
    [...reserved].filter(([, id]) => id === transferId).map(([key]) => key);
  return {
    reserve(key, transferId) {
      const owner = reserved.get(key);
      if (owner !== undefined && owner !== transferId) return false;
      reserved.set(key, transferId);
      return true;
    },
    keysOf,
    release(transferId) {
      for (const key of keysOf(transferId)) reserved.delete(key);
    },
    async inTurn(what, signal, work) {
      const before = turns.get(what) ?? Promise.resolve();
      let end = (): void => {};
      const mine = new Promise<void>(resolve => {
        end = resolve;
      });
      const last = before.then(() => mine);
      turns.set(what, last);
      try {
        await before;
        signal.throwIfAborted();
        return await work();
      } finally {
        end();
        if (turns.get(what) === last) turns.delete(what);
      }
    },
  };
}
