import type { UnattachedBrowser } from '../../browser/launch-unattached';
import type { BenchFixture } from '../bench-fixture';
import type { Load } from '../contestants/contestant';
import { libStorage, type PageLibrary, uppy } from '../contestants/web-page';
import { extensionPage, webPage } from '../job-page';
import { resultTable, type Section } from '../report';
import { interleave, roundsText } from '../rounds';
import { type Scale, wholeLoad } from '../scale';
import { watchMemory } from '../watched-memory';

const MIB = 1024 ** 2;
const FLOOR_AT_ONCE = 6;

/** Has a page ready in which the file is chosen; the work that comes back uploads it. */
type Prepare = (browser: UnattachedBrowser, load: Load, prefix: string) => Promise<() => Promise<unknown>>;

/** Peak memory of a browser that uploads one huge file, beyond what the same browser takes before it begins. */
export async function memory(fixture: BenchFixture, scale: Scale): Promise<Section> {
  const { size, huge, rounds } = scale.memory;
  const inMib = (bytes: number): string => `${bytes / MIB} MiB`;
  const file = await wholeLoad(fixture.folder, size);
  const contestants: Readonly<Record<string, Prepare>> = {
    'raw fetch of slices, in a page of the extension': floorOf(fixture, scale.partSize),
    Shoebox: shoeboxOf(fixture),
    Uppy: libraryOf(fixture, uppy(fixture, fixture.bucket)),
    'lib-storage': libraryOf(fixture, libStorage(fixture, fixture.bucket)),
  };
  const mib = (bytes: number): string => `${(bytes / MIB).toFixed(0)} MiB`;
  const times = { count: rounds, warmUp: false };
  const everybody = await interleave(Object.keys(contestants), times, (name, round) =>
    measure(fixture, contestants[name], file, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${round}/`),
  );
  const hugeFile = await wholeLoad(fixture.folder, huge);
  const alone = await interleave([`Shoebox, ${inMib(huge)}`], { count: 1, warmUp: false }, (_, round) =>
    measure(fixture, contestants['Shoebox'], hugeFile, `huge-${round}/`),
  );
  const body = [
    resultTable([...everybody, ...alone], mib, []),
    `${roundsText(times)} Once for ${inMib(huge)}. A new browser each time. Sum of the proportional set sizes ` +
      '(/proc/PID/smaps_rollup) of all processes of the browser, every 75 ms: the highest during the upload, less the ' +
      'median while it was idle with the page open and the file chosen. The page cache of the browser’s own files ' +
      '(IndexedDB) is not in it. To be run with no other Chromium on the machine: when one ends, these take over its ' +
      'share of the program’s own pages, up to 50 MiB.',
  ];
  return { title: `one file of ${inMib(size)}, memory beyond the idle browser’s`, body: body.join('\n\n') };
}

async function measure(
  fixture: BenchFixture,
  prepare: Prepare | undefined,
  load: Load,
  prefix: string,
): Promise<number> {
  if (prepare === undefined) throw new Error('unreachable: named by whoever is there');
  const browser = await fixture.launch();
  try {
    const upload = await prepare(browser, load, prefix);
    const { idle, peak } = await watchMemory(browser.pid, upload);
    const { count, bytes } = await fixture.bucket.stored(prefix);
    if (count !== 1 || bytes !== load.files[0]?.size) throw new Error(`${bytes} bytes arrived`);
    return peak - idle;
  } finally {
    await browser.close();
    await fixture.bucket.clear(prefix);
  }
}

const pathOf = ({ files: [file] }: Load): string => file?.path ?? '';

function floorOf({ bucket }: BenchFixture, partSize: number): Prepare {
  return async (browser, load, prefix) => {
    const key = `${prefix}large.bin`;
    const parts = Math.ceil((load.files[0]?.size ?? 0) / partSize);
    const { uploadId, urls } = await bucket.openUpload(key, parts);
    const page = await extensionPage(browser, [pathOf(load)]);
    return async () => {
      await page.run('putSlices', { urls, partSize, atOnce: FLOOR_AT_ONCE });
      await bucket.complete(key, uploadId);
    };
  };
}

function shoeboxOf(fixture: BenchFixture): Prepare {
  return async (browser, load, album) => {
    await fixture.configure(browser, fixture.bucket.endpoint); // the worker runs from here on
    const page = await extensionPage(browser, [pathOf(load)]);
    return () => page.run('handOver', { album });
  };
}

function libraryOf(fixture: BenchFixture, { upload }: PageLibrary): Prepare {
  return async (browser, load, prefix) => {
    const page = await webPage(browser, fixture, [pathOf(load)]);
    return () => upload(page, prefix);
  };
}
