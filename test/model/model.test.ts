import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type History, textOf } from './history';
import { violationsOf } from './oracle/oracle';
import { history } from './random-history';
import { DELETIONS } from './regressions/deletions';
import { MOVES } from './regressions/moves';
import { PARTS } from './regressions/parts';
import { UPLOADS } from './regressions/uploads';
import { runHistory } from './run-history';
import { shrink } from './shrink';

// What happens where uploads and jobs meet in one bucket. Many more histories, by hand, in as many processes as wanted:
//
//   SHOEBOX_MODEL_RUNS=10000 SHOEBOX_MODEL_SEED=1 npx vitest run --config test/vitest.config.ts --project unit test/model
//
// The seed of a run that failed is in its report; with the same number of runs it fails again.

const RUNS = Number(process.env['SHOEBOX_MODEL_RUNS'] ?? 500);
const SEED = process.env['SHOEBOX_MODEL_SEED'] ?? process.env['SHOEBOX_SEED'];

/** What is wrong after a history, with all that happened in it; empty when nothing is. */
async function reportOf(plan: History): Promise<string> {
  const result = await runHistory(plan);
  const wrong = violationsOf(result).map(({ kind, text }) => `${kind}: ${text}`);
  return wrong.length === 0 ? '' : `${wrong.join('\n')}\n\n${textOf(plan)}\n\n${result.log}\n`;
}

const kindsOf = async (plan: History): Promise<string[]> =>
  violationsOf(await runHistory(plan)).map(({ kind }) => kind);

describe('uploads and jobs in one bucket', () => {
  test.each([...UPLOADS, ...DELETIONS, ...MOVES, ...PARTS])('%s', async (_title, plan) => {
    expect(await reportOf(plan)).toBe('');
  });

  test('after a random history nothing is lost, doubled, left or told wrongly', {
    timeout: 60_000 + RUNS * 500,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(history, async plan => {
        const [kind] = await kindsOf(plan);
        if (kind === undefined) return;
        const shortest = await shrink(plan, async other => (await kindsOf(other)).includes(kind));
        throw new Error(await reportOf(shortest));
      }),
      { numRuns: RUNS, endOnFailure: true, ...(SEED !== undefined && { seed: Number(SEED) }) },
    );
  });
});
