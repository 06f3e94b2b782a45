/**
 * Opens something when it is first needed, and again after it was lost. What could not be opened now may be opened later.
 * @param open is handed what tells that it was lost
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
