/**
 * Order of UTF-8 bytes, which is how S3 sorts keys. JavaScript's own order is that of UTF-16 and differs for characters
 * above U+FFFF: their surrogates (D800–DFFF) sort before U+E000–FFFF, their UTF-8 bytes after.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [unitA, unitB] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (unitA !== unitB) return rank(unitA) - rank(unitB);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** A map of keys that also knows their order. */
export class KeyIndex<Value> {
  readonly #values = new Map<string, Value>();
  /** Built when first asked for, so that reading a journal of many keys sorts once; kept up to date from then on. */
  #sorted: string[] | undefined;

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  values(): Iterable<Value> {
    return this.#values.values();
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) this.#sorted?.splice(this.firstAtOrAfter(key), 0, key);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (this.#values.has(key)) this.#sorted?.splice(this.firstAtOrAfter(key), 1);
    this.#values.delete(key);
  }

  /** The key at this place in the order. */
  at(index: number): string | undefined {
    return this.#order()[index];
  }

  /** The place of the key, or where it would be. */
  firstAtOrAfter(key: string): number {
    return this.#firstWhere(0, other => compareKeys(other, key) >= 0);
  }

  /** The place behind all keys that start so, given that the key at `from` does. */
  endOfPrefix(prefix: string, from: number): number {
    return this.#firstWhere(from, other => !other.startsWith(prefix));
  }

  #firstWhere(from: number, holds: (key: string) => boolean): number {
    const order = this.#order();
    let low = from;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(order[middle] ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #order(): string[] {
    this.#sorted ??= [...this.#values.keys()].sort(compareKeys);
    return this.#sorted;
  }
}
