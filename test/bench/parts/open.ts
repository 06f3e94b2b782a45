import type { BenchFixture } from '../bench-fixture';
import { milliseconds, resultTable, type Section } from '../report';
import { interleave, roundsText } from '../rounds';
import type { Scale } from '../scale';
import { BENCH_PAGE } from '../staged-extension';

const EMPTY = 'a page of the extension with a file field and nothing else';
const MANAGER = 'the album manager';

/** In the page: when it painted something for the first time, in milliseconds since its navigation began. */
const FIRST_PAINT = `new Promise(resolve => {
  new PerformanceObserver(list => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') resolve(startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

/** How soon something is to be seen when the album manager opens. */
export async function open(fixture: BenchFixture, { opens }: Scale): Promise<Section> {
  const times = { count: opens, warmUp: true };
  const paths = { [EMPTY]: BENCH_PAGE, [MANAGER]: 'src/popup/index.html?window=1' } as const;
  const measured = await interleave([EMPTY, MANAGER], times, async name => {
    const page = await fixture.browser.extensionPage(paths[name]);
    try {
      return Number(await page.evaluate(FIRST_PAINT));
    } finally {
      await page.close();
    }
  });
  const [empty] = measured;
  const body = [
    resultTable(measured, milliseconds, [{ head: '× the empty page', to: empty }]),
    `${roundsText(times)} First contentful paint, in a tab, since its navigation began.`,
  ];
  return { title: 'opening the album manager', body: body.join('\n\n') };
}
