import { test } from 'vitest';
import { type CaptureBench, runCase } from './capture-bench';
import type { CaptureCase, Part } from './case';

/** Parts that are not built yet: their cases wait. */
const NOT_YET: readonly Part[] = ['ladder', 'finder', 'names'];

/** A browser, a menu and a store on a busy machine. */
const SOME_SECONDS_MS = 60_000;

/** A test of each case. */
export function testCases(cases: readonly CaptureCase[], bench: () => CaptureBench): void {
  for (const one of cases) {
    if (one.needs?.some(part => NOT_YET.includes(part))) test.todo(one.name);
    else test(one.name, () => runCase(bench(), one), SOME_SECONDS_MS + (one.takesMs ?? 0));
  }
}
