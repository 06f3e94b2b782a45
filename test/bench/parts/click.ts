import type { BenchFixture } from '../bench-fixture';
import { extensionPage } from '../job-page';
import { type PictureSite, startPictureSite } from '../picture-site';
import { milliseconds, resultTable, type Section } from '../report';
import { interleave } from '../rounds';
import type { Scale } from '../scale';
import { type Click, type WatchedClick, watchedClick } from '../watched-click';

const SIZE = 300_000;
const ALBUM = 'clicks/';

/** Longer than a request to loopback takes: after so much silence there is no further one about the object. */
const QUIET_MS = 150;

const FLOOR = 'raw fetch PUT to a presigned URL, in a page of the extension';
const OTHER_HOST = 'Shoebox, picture of another host (fetched by the worker): S3 confirmed it';
const OWN_HOST = 'Shoebox, picture of the page’s own host (read in the page): S3 confirmed it';
const WATCHED = 'Shoebox, another host, a popup open: S3 confirmed it';
const REPORTED = 'Shoebox, another host, a popup open: the popup hears “saved”';

/**
 * From the click to the object in S3, beyond what the request for the picture takes. The click is dispatched in the
 * worker, and the times are the browser's own record of the worker's requests.
 */
export async function click(fixture: BenchFixture, { clicks }: Scale): Promise<Section> {
  const site = await startPictureSite(SIZE);
  const { browser, bucket } = fixture;
  const tab = await browser.openPage(site.url);
  let number = 0;
  let reported = Number.NaN;

  const measure = async (what: string): Promise<number> => {
    if (what === REPORTED) {
      if (Number.isNaN(reported)) throw new Error('The click before it failed');
      return reported; // measured with that one
    }
    const name = `click-${++number}.jpg`;
    if (what === OWN_HOST) return confirmed(await clickOn(fixture, site, site.url + name));
    if (what === OTHER_HOST) return confirmed(await clickOn(fixture, site, site.otherHostUrl + name));
    const page = await extensionPage(browser, []);
    try {
      if (what === FLOOR) {
        const urls = {
          picture: site.url + name,
          put: await bucket.sign({ method: 'PUT', key: ALBUM + name }),
        };
        return await page.run('fetchAndPut', urls);
      }
      await page.run('startWatching', undefined);
      const times = await clickOn(fixture, site, site.otherHostUrl + name);
      reported = (await page.run('timeSaved', { name })) - times.click - times.fetching;
      return confirmed(times);
    } finally {
      await page.close();
    }
  };

  try {
    const measured = await interleave(
      [FLOOR, OTHER_HOST, OWN_HOST, WATCHED, REPORTED],
      { count: clicks, warmUp: true },
      measure,
    );
    const body = resultTable(measured, milliseconds, []);
    const note =
      `${clicks} clicks each. Beyond the request for the picture itself, as the worker's own resource timing has it; ` +
      'for the picture that is read in its page, as its server has it, from the request to the last byte sent.';
    return { title: `from the click to S3, ${SIZE / 1000} KB, warm`, body: `${body}\n\n${note}` };
  } finally {
    await tab.close();
    await site.close();
    await bucket.clear(ALBUM);
  }
}

/** In milliseconds; the moments since 1970. */
interface ClickTimes {
  readonly click: number;
  readonly stored: number;
  readonly fetching: number;
}

const confirmed = ({ click, stored, fetching }: ClickTimes): number => stored - click - fetching;

async function clickOn(fixture: BenchFixture, site: PictureSite, srcUrl: string): Promise<ClickTimes> {
  const { browser, bucket } = fixture;
  const name = srcUrl.slice(srcUrl.lastIndexOf('/') + 1);
  const objectUrl = `${bucket.endpoint}/${bucket.name}/${ALBUM}${name}`;
  const menu = { menuItemId: `album:${ALBUM}`, parentMenuItemId: 'save-image', frameId: 0, editable: false };
  const info = { ...menu, srcUrl, pageUrl: site.url, mediaType: 'image' as const };
  const args: Click = { info, objectUrl, quietMs: QUIET_MS };
  const answer = await browser.evaluateInWorker(`(${watchedClick})(${JSON.stringify(args)})`);
  const { start, origin, requests } = answer as WatchedClick; // what that function returns
  const byWorker = requests.find(({ url }) => url === srcUrl);
  // What is injected into a page leaves no record there.
  const fetching = byWorker ? byWorker.end - byWorker.start : site.servingTime(name);
  const stored = requests.filter(({ url }) => url.startsWith(objectUrl)).map(({ end }) => end);
  return { click: origin + start, stored: origin + Math.max(...stored), fetching };
}
