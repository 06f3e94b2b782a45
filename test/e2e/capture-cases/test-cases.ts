import { test } from 'vitest';
import { type CaptureFixture, runCase } from './capture-fixture';
import type { CaptureCase } from './case';

/** A browser, a menu and a store on a busy machine. */
const SOME_SECONDS_MS = 60_000;

/** A test of each case. */
export function testCases(cases: readonly CaptureCase[], fixture: () => CaptureFixture): void {
  for (const one of cases) {
    test(one.name, () => runCase(fixture(), one), SOME_SECONDS_MS + (one.timeoutMs ?? 0));
  }
}
