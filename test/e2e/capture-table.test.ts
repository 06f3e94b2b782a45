import { afterAll, beforeAll, describe, test } from 'vitest';
import { startXvfb } from '../machine/display';
import { BEST_VERSION } from './capture-cases/best-version';
import { type CaptureBench, runCase } from './capture-cases/capture-bench';
import type { CaptureCase, Part } from './capture-cases/case';
import { FORMATS } from './capture-cases/formats';
import { HIDDEN } from './capture-cases/hidden';
import { IN_PAGE_ONLY } from './capture-cases/in-page-only';
import { NAMES } from './capture-cases/names';
import { OTHER_MEDIA } from './capture-cases/other-media';
import { PROTECTED } from './capture-cases/protected';
import { REFUSED } from './capture-cases/refused';
import { openWorld } from './world';

// Every way in which pictures are hard to get, one page of `test/site` each: the right bytes, name and type in the
// bucket, by the right rung; or nothing, and the reason. With access to every host.

/** Parts that are not built yet: their cases wait. */
const NOT_YET: readonly Part[] = ['ladder', 'finder', 'names'];

/** A browser, a menu and a store on a busy machine. */
const SOME_SECONDS_MS = 60_000;

const TABLE: Readonly<Record<string, readonly CaptureCase[]>> = {
  FORMATS,
  PROTECTED,
  BEST_VERSION,
  HIDDEN,
  OTHER_MEDIA,
  IN_PAGE_ONLY,
  REFUSED,
  NAMES,
};

let bench: CaptureBench;

beforeAll(async () => {
  const display = await startXvfb();
  const world = await openWorld({ display: display.display });
  bench = { display, world };
  // Into the first one go those that are saved by a menu.
  await world.call('albums.create', { parent: '', name: 'First' });
});

afterAll(async () => {
  await bench.world.close();
  await bench.display.close();
});

describe.each(Object.entries(TABLE))('%s', (_, cases) => {
  for (const one of cases) {
    if (one.needs?.some(part => NOT_YET.includes(part))) test.todo(one.name);
    else test(one.name, () => runCase(bench, one), SOME_SECONDS_MS + (one.takesMs ?? 0));
  }
});
