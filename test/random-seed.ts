import { randomInt } from 'node:crypto';

/**
 * Of the random tests that take long: another one in each run, told in their titles, so that it is known even of a run that
 * was ended from outside. `SHOEBOX_SEED=N` runs the one of a failure again.
 */
export const RANDOM_SEED = Number(process.env['SHOEBOX_SEED'] ?? randomInt(2 ** 31));
