import type { Fault } from './fault';
import type { RequestFacts } from './request-facts';

/** Which requests a rule is about. What is left out matches everything. */
export interface Matcher {
  /** In AWS's words: `UploadPart`, `ListObjectsV2`, `GetCredentialsForIdentity`. */
  readonly operation?: string | readonly string[];
  /** The object's key; of a listing, its prefix. */
  readonly key?: string | RegExp;
  readonly keyPrefix?: string;
  readonly partNumber?: number;
  /** So many matching requests are let pass first; default 0. */
  readonly skip?: number;
  /** To so many requests it happens; default 1. `Infinity`: until the rule is taken away. */
  readonly times?: number;
}

export interface Rule {
  readonly when: Matcher;
  readonly fault: Fault;
}

/** What is to happen to one request. */
export interface Verdict {
  readonly delayMs: number;
  readonly fault: Exclude<Fault, { readonly kind: 'delay' }> | null;
}

interface Entry {
  readonly rule: Rule;
  skips: number;
  left: number;
}

/** The rules in force, each with its own count: so that many transfers have faults of their own at the same time. */
export class RuleSet {
  readonly #entries = new Set<Entry>();

  /** Returns what takes the rules away again. */
  add(rules: readonly Rule[]): () => void {
    const added = rules.map(rule => ({ rule, skips: rule.when.skip ?? 0, left: rule.when.times ?? 1 }));
    for (const entry of added) this.#entries.add(entry);
    return () => {
      for (const entry of added) this.#entries.delete(entry);
    };
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The first rule that matches and has not been used up decides, in the order in which they came; delays add up. */
  decide(facts: RequestFacts): Verdict {
    let delayMs = 0;
    for (const entry of this.#entries) {
      if (!matches(entry.rule.when, facts)) continue;
      if (entry.skips > 0) {
        entry.skips--;
        continue;
      }
      entry.left--;
      if (entry.left <= 0) this.#entries.delete(entry);
      const { fault } = entry.rule;
      if (fault.kind !== 'delay') return { delayMs, fault };
      delayMs += fault.ms;
    }
    return { delayMs, fault: null };
  }
}

function matches(when: Matcher, { operation, key = '', partNumber }: RequestFacts): boolean {
  return (
    (when.operation === undefined || [when.operation].flat().includes(operation)) &&
    (when.key === undefined || (typeof when.key === 'string' ? when.key === key : when.key.test(key))) &&
    (when.keyPrefix === undefined || key.startsWith(when.keyPrefix)) &&
    (when.partNumber === undefined || when.partNumber === partNumber)
  );
}
