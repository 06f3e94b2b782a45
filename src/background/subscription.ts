import type { ListChanges } from '../messaging/list-changes';

/** Streams the changes of a list to pages; a slow one misses steps, never the last one. */
export interface Subscription<Thing, View> {
  readonly publish: (things: readonly Thing[]) => void;
  /** How many pages are subscribed. */
  readonly subscribers: () => number;
  readonly stream: (args: undefined, signal: AbortSignal) => AsyncIterable<ListChanges<View>>;
}

/** An item that has not changed must be the very same object as before, or it is sent again. */
export function openSubscription<Thing extends { readonly id: string }, View>(
  current: () => Promise<readonly Thing[]>,
  viewOf: (thing: Thing) => View,
): Subscription<Thing, View> {
  const listeners = new Set<(things: readonly Thing[]) => void>();
  const changesBetween = (
    before: ReadonlyMap<string, Thing>,
    now: ReadonlyMap<string, Thing>,
  ): ListChanges<View> => ({
    changed: [...now.values()].filter(thing => before.get(thing.id) !== thing).map(viewOf),
    removed: [...before.keys()].filter(id => !now.has(id)),
  });
  return {
    subscribers: () => listeners.size,
    publish: things => {
      for (const listener of listeners) listener(things);
    },
    async *stream(_args, signal) {
      let told: ReadonlyMap<string, Thing> = new Map();
      let newest: readonly Thing[] | null = null;
      let wake = (): void => {};
      const listener = (things: readonly Thing[]): void => {
        newest = things;
        wake();
      };
      listeners.add(listener);
      signal.addEventListener('abort', () => wake(), { once: true });
      try {
        const all = await current();
        // What is published during that call is newer: a listener that was added only afterwards would miss it.
        newest ??= all;
        while (!signal.aborted) {
          if (newest === null) {
            await new Promise<void>(resolve => {
              wake = resolve;
            });
          } else {
            const things = new Map(newest.map(thing => [thing.id, thing]));
            newest = null;
            yield changesBetween(told, things);
            told = things;
          }
        }
      } finally {
        listeners.delete(listener);
      }
    },
  };
}
