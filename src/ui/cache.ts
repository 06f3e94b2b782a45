interface CacheOptions<Value> {
  /** With more entries than this, the one that was set longest ago is dropped. */
  readonly maxEntries?: number;
  /** Called with what is dropped to make room, not with what is deleted or replaced. */
  readonly onEvict?: (value: Value) => void;
}

/** What the page keeps by key for when it is shown again. Gone with the page. */
export interface Cache<Value> {
  /** Undefined when there is no entry. Changes nothing, so it may be read while rendering. */
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
  readonly delete: (key: string) => void;
  readonly clear: () => void;
  /**
   * Loads an entry, whether or not there is one. Its value is not kept when the key was loaded again, set or deleted
   * meanwhile: an answer from before a change must not outlive it.
   */
  readonly load: (key: string, load: () => Promise<Value>) => Promise<Value>;
}

export function createCache<Value>(options: CacheOptions<Value> = {}): Cache<Value> {
  const { maxEntries = Number.POSITIVE_INFINITY, onEvict } = options;
  const entries = new Map<string, Value>();
  /** The last load of each key, until it is overtaken. */
  const loads = new Map<string, object>();
  const remove = (key: string): void => {
    loads.delete(key);
    entries.delete(key);
  };
  const set = (key: string, value: Value): void => {
    remove(key);
    entries.set(key, value);
    const [oldest] = entries;
    if (entries.size <= maxEntries || oldest === undefined) return;
    entries.delete(oldest[0]);
    onEvict?.(oldest[1]);
  };
  return {
    get: key => entries.get(key),
    set,
    delete: remove,
    clear() {
      loads.clear();
      entries.clear();
    },
    async load(key, load) {
      const thisLoad = {};
      loads.set(key, thisLoad);
      const value = await load();
      if (loads.get(key) === thisLoad) set(key, value);
      return value;
    },
  };
}
