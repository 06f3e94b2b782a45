import { afterAll, beforeAll, describe } from 'vitest';
import { startXvfb } from '../machine/display';
import { type CaptureFixture, openCaptureFixture } from './capture-cases/capture-fixture';
import { testCases } from './capture-cases/test-cases';
import { UNGRANTED } from './capture-cases/ungranted';

// The same site, with the browser's own menu and prompts, and Shoebox as it ships: no access but to the bucket.

let fixture: CaptureFixture;

beforeAll(async () => {
  fixture = await openCaptureFixture({ display: await startXvfb(), granted: ['http://127.0.0.1/*'] });
});

afterAll(() => fixture.close());

describe('saving without access to any host', () => testCases(UNGRANTED, () => fixture));
