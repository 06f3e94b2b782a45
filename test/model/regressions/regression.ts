import type { Command, Fault, History } from '../history';

// Histories that have lost, doubled or left something once, as short as they can be. Each names what must not happen.

export const plain = (
  commands: readonly Command[],
  { faults = [], seeds = [], ...facts }: Partial<Omit<History, 'commands'>> = {},
): History => ({
  ...{ commands, faults, seeds },
  ...{ latency: 0, honoursConditions: true, returnsChecksums: true, skewMs: 0, chance: 0.5, ...facts },
});

export const CATS_A = [{ key: 'Cats/a.png', bytes: 'one' }] as const;

export const add = (bytes: 'one' | 'two' | 'large', wait = 0, album = 'Cats/'): Command => ({
  ...{ does: 'add', from: 'file', bytes, name: 'a.png', album, wait },
});

/** S3 stores it, the answer is lost, and S3 refuses what comes next: the upload fails. */
export const lost = (operation: Fault['operation']): Fault => ({
  ...{ operation, when: 'after', nth: 1, times: 1, effect: { lostIn: 'refused' } },
});

export type Regression = readonly [title: string, history: History];
