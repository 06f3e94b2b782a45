import { startFaultProxy } from '../../fault-proxy/index';
import type { BenchFixture } from '../bench-fixture';
import { extensionPage, inPage } from '../job-page';
import { resultTable, type Section, seconds } from '../report';
import { interleave, roundsText } from '../rounds';
import type { Scale } from '../scale';

const LATENCY_MS = 30;
const PAGE = 1_000;
const ALBUM = 'Listed/';

const SERIAL = 'raw fetch, one list call after the other';
const LISTED = 'Shoebox: the page has the whole list';
const COUNTED = 'Shoebox, the album opened in a tab: the whole list is counted';
const PAINTED = 'Shoebox, the album opened in a tab: the first photos stand there';

/** In the page: milliseconds since its navigation began until an element is there that `find` finds. */
const timeUntil = (find: string): string => `new Promise(resolve => {
  const look = () => { const there = ${find}; if (there) resolve(performance.now()); return there; };
  if (!look()) {
    const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  }
})`;

/** An album of many photos, at a server that is some way off. */
export async function album(fixture: BenchFixture, { listed, rounds }: Scale): Promise<Section> {
  const keys = Array.from({ length: listed }, (_, index) => `${ALBUM}${String(index).padStart(6, '0')}.jpg`);
  await fixture.bucket.fill(keys, new TextEncoder().encode('x'));
  const proxy = await startFaultProxy({ target: fixture.gateway.endpoint });
  proxy.setLink({ latencyMs: LATENCY_MS });
  const bucket = fixture.bucket.at(proxy.url);
  const before = keys
    .filter((_, index) => index > 0 && index % PAGE === 0)
    .map((_, page) => keys[(page + 1) * PAGE - 1] ?? '');
  const urls = await Promise.all(['', ...before].map(after => bucket.signList(ALBUM, after)));
  const opened = async (find: string): Promise<number> => {
    const page = await fixture.browser.extensionPage(
      `src/popup/index.html?album=${encodeURIComponent(ALBUM)}&window=1`,
    );
    try {
      return Number(await page.evaluate(timeUntil(find)));
    } finally {
      await page.close();
    }
  };
  const count = new Intl.NumberFormat('en').format(listed);
  const times = { count: rounds, warmUp: true };
  try {
    await fixture.configure(fixture.browser, proxy.url);
    const measured = await interleave([SERIAL, LISTED, COUNTED, PAINTED], times, name => {
      if (name === COUNTED)
        return opened(`document.querySelector('.page-count')?.textContent.startsWith('${count} ')`);
      if (name === PAINTED) return opened(`document.querySelector('.photo')`);
      return inPage(extensionPage(fixture.browser, []), ({ run }) =>
        name === SERIAL ? run('listSerially', { urls }) : run('listAlbum', { prefix: ALBUM, count: listed }),
      );
    });
    const [serial] = measured;
    const body = [
      resultTable(measured, seconds, [{ head: '× raw fetch', to: serial }]),
      `${roundsText(times)} Through a proxy that makes each round trip ${LATENCY_MS} ms longer. In a tab, since its navigation began.`,
    ];
    return { title: `the list of ${count} photos, ${LATENCY_MS} ms away`, body: body.join('\n\n') };
  } finally {
    await proxy.close();
    await fixture.bucket.clear(ALBUM);
  }
}
