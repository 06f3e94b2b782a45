/**
 * Opens a connection (to a database) on first use, and again after it was lost or could not be opened.
 * @param open is handed what to call when the connection is lost
 */
export function lazyConnection<Thing>(open: (onLost: () => void) => Promise<Thing>): () => Promise<Thing> {
  let opened: Promise<Thing> | null = null;
  const forget = (): void => {
    opened = null;
  };
  return () => {
    if (opened === null) {
      opened = open(forget);
      opened.catch(forget);
    }
    return opened;
  };
}
