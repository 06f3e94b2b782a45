/** Who of our own transfers is on its way to which key. */
export interface Reservations {
  /** False when another transfer is on its way to this key. */
  reserve(key: string, transferId: string): boolean;
  /** The transfer had this key in an earlier worker instance, perhaps. */
  noteTried(key: string, transferId: string): void;
  /** Every key that the transfer has or had: it may have stored something there. */
  keysOf(transferId: string): readonly string[];
  /** Others may have its keys. */
  release(transferId: string): void;
  /** As {@link release}; and whatever is there, is there to stay. */
  forget(transferId: string): void;
}

export function openReservations(): Reservations {
  const reserved = new Map<string, string>();
  const tried = new Map<string, Set<string>>();

  function noteTried(key: string, transferId: string): void {
    tried.set(transferId, (tried.get(transferId) ?? new Set()).add(key));
  }

  function release(transferId: string): void {
    for (const [key, id] of reserved) if (id === transferId) reserved.delete(key);
  }

  return {
    noteTried,
    release,
    reserve(key, transferId) {
      const owner = reserved.get(key);
      if (owner !== undefined && owner !== transferId) return false;
      reserved.set(key, transferId);
      noteTried(key, transferId);
      return true;
    },
    keysOf: transferId => [...(tried.get(transferId) ?? [])],
    forget(transferId) {
      release(transferId);
      tried.delete(transferId);
    },
  };
}
