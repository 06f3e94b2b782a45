import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOUR } from '../site/tour/index';
import { startTourInternet, type TourInternet } from '../site/tour/internet';
import { outcomeOf, wantedOutcome } from '../site/tour/tour-outcome';
import { type E2eFixture, openFixture } from './fixture';
import { visit } from './tour-visit';

// Sixty pages of the kinds of sites that people save from, each under its own address: the right picture comes, in the best
// version that its server has, under a name that says something. In one browser, several at once.

let fixture: E2eFixture;
let internet: TourInternet;

beforeAll(async () => {
  // The browser has to know where the internet is before the fixture is there; nobody asks for a picture until then.
  internet = await startTourInternet(TOUR, name => fixture.site.caseFile(name));
  fixture = await openFixture({ internet });
});

afterAll(async () => {
  await fixture.close();
  await internet.close();
});

test('the tour has sixty pages', () => {
  expect(TOUR).toHaveLength(60);
});

describe('a picture is saved in its best version, by a name that says something', () => {
  test.concurrent.each(TOUR)('$system: $trap', async one => {
    const { key, name, failure } = await visit(fixture, one);
    const bytes = key === null ? null : await fixture.owner.read(key);
    const outcome = outcomeOf(one, bytes, failure ?? name, fixture.site.caseFile);
    expect(outcome).toBe(wantedOutcome(one));
  });
});
