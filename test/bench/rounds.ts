import type { BenchBucket } from './bench-bucket';
import type { Contestant, Load } from './contestants/contestant';

/** What came out for one contestant. */
export interface Measured {
  readonly name: string;
  /** Milliseconds, one for each round. */
  readonly values: readonly number[];
  /** Why it is out of the race; null while nothing went wrong. */
  readonly failure: string | null;
}

/** How often everybody's turn comes. */
export interface Rounds {
  readonly count: number;
  /** Whether a round 0 comes first, which does not count. */
  readonly warmUp: boolean;
}

/** For the report. */
export const roundsText = ({ count, warmUp }: Rounds): string =>
  `${count} ${count === 1 ? 'round' : 'rounds'}${warmUp ? ' after one that does not count' : ''}.`;

/** Everybody once, then everybody again: what changes on the machine meanwhile meets all alike. */
export async function interleave<Name extends string>(
  names: readonly Name[],
  { count, warmUp }: Rounds,
  measure: (name: Name, round: number) => Promise<number>,
): Promise<readonly Measured[]> {
  const measured = new Map<Name, Measured>(names.map(name => [name, { name, values: [], failure: null }]));
  for (let round = warmUp ? 0 : 1; round <= count; round++) {
    for (const [name, before] of measured) {
      if (before.failure !== null) continue;
      const { values } = before;
      try {
        const value = await measure(name, round);
        process.stderr.write(`  ${round}/${count}  ${name}: ${value.toFixed(1)}\n`);
        measured.set(name, { ...before, values: round === 0 ? values : [...values, value] });
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        process.stderr.write(`  ${round}/${count}  ${name} failed: ${failure}\n`);
        measured.set(name, { ...before, failure });
      }
    }
  }
  return [...measured.values()];
}

/** Lets everybody upload the same to new keys, and checks that all of it arrived. */
export function race(
  bucket: BenchBucket,
  contestants: readonly Contestant[],
  load: Load,
  rounds: Rounds,
): Promise<readonly Measured[]> {
  const byName = new Map(contestants.map(contestant => [contestant.name, contestant]));
  const size = load.files.reduce((sum, file) => sum + file.size, 0);
  return interleave([...byName.keys()], rounds, async (name, round) => {
    const prefix = `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${round}/`;
    try {
      const took = await byName.get(name)?.upload(load, prefix);
      const { count, bytes } = await bucket.stored(prefix);
      if (took === undefined || count !== load.files.length || bytes !== size)
        throw new Error(`${count} objects of ${bytes} bytes arrived`);
      return took;
    } finally {
      await bucket.clear(prefix);
    }
  });
}
