import { afterAll, beforeAll, describe } from 'vitest';
import { startXvfb } from '../machine/display';
import { BEST_VERSION } from './capture-cases/best-version';
import { type CaptureFixture, openCaptureFixture } from './capture-cases/capture-fixture';
import type { CaptureCase } from './capture-cases/case';
import { FORMATS } from './capture-cases/formats';
import { HIDDEN } from './capture-cases/hidden';
import { IN_PAGE_ONLY } from './capture-cases/in-page-only';
import { NAMES } from './capture-cases/names';
import { OTHER_MEDIA } from './capture-cases/other-media';
import { PROTECTED } from './capture-cases/protected';
import { REFUSED } from './capture-cases/refused';
import { testCases } from './capture-cases/test-cases';

// Every way in which pictures are hard to get, one page of `test/site` each: the right bytes, name and type in the
// bucket, by the right strategy; or nothing, and the reason. With access to every host.

const TABLE: Readonly<Record<string, readonly CaptureCase[]>> = {
  'an image is saved byte for byte whatever its format': FORMATS,
  'an image protected by its server or on another host is saved': PROTECTED,
  'the best version of an image is saved instead of the one shown': BEST_VERSION,
  'an image that the browser’s menu does not offer is saved': HIDDEN,
  'videos, sounds and linked files are saved': OTHER_MEDIA,
  'an image that exists only inside its page is saved': IN_PAGE_ONLY,
  'what is no picture, or must not be read, is refused and nothing is stored': REFUSED,
  'a saved image gets a safe file name': NAMES,
};

let fixture: CaptureFixture;

beforeAll(async () => {
  fixture = await openCaptureFixture({ display: await startXvfb() });
});

afterAll(() => fixture.close());

describe.each(Object.entries(TABLE))('%s', (_, cases) => testCases(cases, () => fixture));
