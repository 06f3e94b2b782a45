/**
 * What is read now, and again after changes, until the signal aborts. Changes that come while it is read are read once.
 * @param watchers called after each change
 */
export async function* afterEachChange<Value>(
  watchers: Set<() => void>,
  signal: AbortSignal,
  read: () => Promise<Value>,
): AsyncGenerator<Value, void, undefined> {
  let [changed, wake] = [true, (): void => {}];
  const watcher = (): void => {
    changed = true;
    wake();
  };
  watchers.add(watcher);
  signal.addEventListener('abort', watcher, { once: true });
  try {
    while (!signal.aborted) {
      if (changed) {
        changed = false;
        yield await read();
      } else {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    }
  } finally {
    watchers.delete(watcher);
    signal.removeEventListener('abort', watcher);
  }
}
