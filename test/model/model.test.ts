import fc from 'fast-check';
import { test } from 'vitest';
import { history, textOf } from './history';
import { live } from './live';
import { violationsOf } from './oracle/oracle';

// What happens where uploads and jobs meet in one bucket. By hand, many more: SHOEBOX_MODEL_RUNS=50000; and those of a
// run that failed again: SHOEBOX_MODEL_SEED=123456789.

const RUNS = Number(process.env['SHOEBOX_MODEL_RUNS'] ?? 500);
const SEED = process.env['SHOEBOX_MODEL_SEED'];

test('random histories of uploads and jobs in one bucket: nothing is lost, doubled, left or told wrongly', {
  timeout: 60_000 + RUNS * 1_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(history, async plan => {
      const lived = await live(plan);
      const violations = violationsOf(lived);
      if (violations.length === 0) return;
      const wrong = violations.map(({ kind, text }) => `${kind}: ${text}`).join('\n');
      throw new Error(`${wrong}\n\n${textOf(plan)}\n\n${lived.story}`);
    }),
    { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) },
  );
});
