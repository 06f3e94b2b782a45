/** One thing that happened. */
interface Line {
  readonly seq: number;
  readonly at: number;
  readonly text: string;
}

/** Everything that happened in one history, in its order: what the oracle judges by, and what a failure prints. */
export class EventLog {
  readonly #lines: Line[] = [];
  readonly #now: () => number;

  /** @param now milliseconds, by this computer's clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The place of the last line: what is noted later has a greater one. */
  get seq(): number {
    return this.#lines.length;
  }

  /** Returns the line's place in the order of all. */
  note(text: string): number {
    this.#lines.push({ seq: this.seq + 1, at: this.#now(), text });
    return this.seq;
  }

  /** All of it, one line each; seconds since the first. */
  toString(): string {
    const start = this.#lines[0]?.at ?? 0;
    return this.#lines
      .map(
        ({ seq, at, text }) =>
          `${String(seq).padStart(5)} ${((at - start) / 1000).toFixed(2).padStart(9)}s  ${text}`,
      )
      .join('\n');
  }
}
