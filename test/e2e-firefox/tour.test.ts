import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { withId } from '../browser/firefox/element-path';
import { chooseFromImageMenu } from '../browser/firefox/image-menu';
import type { FirefoxPage } from '../browser/firefox/page';
import { TOUR } from '../site/tour/index';
import { startTourInternet, type TourInternet } from '../site/tour/internet';
import { outcomeOf, wantedOutcome } from '../site/tour/tour-outcome';
import type { TourPage } from '../site/tour/tour-page';
import { callFrom, type FirefoxFixture, namesLeadTo, openFirefoxFixture, transfersFrom } from './fixture';

// The pages of test/e2e/tour.test.ts on which Firefox can differ, by its own menu.

const ALBUM = 'Tour';

let fixture: FirefoxFixture;
let internet: TourInternet;
/** A page of the extension, to ask from. */
let own: FirefoxPage;

beforeAll(async () => {
  internet = await startTourInternet(TOUR, name => fixture.site.caseFile(name));
  fixture = await openFirefoxFixture({ preferences: namesLeadTo(internet.address) });
  own = await fixture.firefox.extensionPage('src/options/index.html');
  await callFrom(own, 'albums.create', { parent: '', name: ALBUM });
});

afterAll(async () => {
  await fixture.close();
  await internet.close();
});

async function visit(one: TourPage): Promise<TransferView> {
  const before = new Set((await transfersFrom(own)).map(({ id }) => id));
  const page = await fixture.firefox.newPage();
  await page.goto(`https://${one.page}`);
  await page.evaluate(async () => {
    const images = [...document.images];
    await Promise.all(
      images.map(image => image.src || new Promise(resolve => image.addEventListener('load', resolve))),
    );
    await Promise.all(images.map(image => image.decode().catch(() => undefined)));
  });
  const way = one.pick === 'find' ? ['Find image here', ALBUM] : [ALBUM];
  await chooseFromImageMenu(fixture.firefox.session, page, withId('it'), ['Save to Shoebox', ...way]);
  let ended: TransferView | undefined;
  const find = async (): Promise<TransferView | undefined> => {
    ended = (await transfersFrom(own)).find(
      ({ id, state }) => !before.has(id) && /^(saved|failed)$/.test(state),
    );
    return ended;
  };
  await expect.poll(find, { interval: 100 }).toBeDefined();
  await page.close();
  return ended ?? expect.unreachable('it was waited for');
}

describe('in Firefox, a picture is saved in its best version, by a name that says something', () => {
  test.each(TOUR.filter(({ firefox }) => firefox))('$system: $trap', async one => {
    await fixture.owner.clear();
    const { key, failure } = await visit(one);
    const bytes = key === null ? null : await fixture.owner.read(key);
    const name = failure?.code ?? (key ?? '').slice(`${ALBUM}/`.length);
    expect(outcomeOf(one, bytes, name, fixture.site.caseFile)).toBe(wantedOutcome(one));
  });
});
