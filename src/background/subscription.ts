import type { ListChanges } from '../messaging/list-changes';

/** Hands what has changed in a list to whoever watches; a slow watcher misses steps, never the last one. */
export interface Subscription<Thing, View> {
  readonly publish: (things: readonly Thing[]) => void;
  /** Pages that watch at this moment. */
  readonly subscribers: () => number;
  readonly stream: (args: undefined, signal: AbortSignal) => AsyncIterable<ListChanges<View>>;
}

/** What has not changed must be the very same object as before, or it is told again. */
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
        // What is published while it is asked for is newer, and would be missed by whoever listened only afterwards.
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
