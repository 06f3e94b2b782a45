import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import type { TransferView } from '../../src/messaging/protocol';
import { withId } from '../browser/firefox/element-path';
import { chooseFromImageMenu } from '../browser/firefox/image-menu';
import type { FirefoxPage } from '../browser/firefox/page';
import { BEST_VERSION } from '../e2e/capture-cases/best-version';
import type { CaptureCase, ExpectedObject, Trigger } from '../e2e/capture-cases/case';
import { FORMATS } from '../e2e/capture-cases/formats';
import { HIDDEN } from '../e2e/capture-cases/hidden';
import { IN_PAGE_ONLY } from '../e2e/capture-cases/in-page-only';
import { OTHER_MEDIA } from '../e2e/capture-cases/other-media';
import { expectOutcome } from '../e2e/capture-cases/outcome';
import { PROTECTED } from '../e2e/capture-cases/protected';
import { REFUSED } from '../e2e/capture-cases/refused';
import { sizeOfPng } from '../e2e/capture-cases/size-of-png';
import { callFrom, type FirefoxFixture, openFirefoxFixture, transfersFrom } from './fixture';

// The table of test/e2e/capture-table.test.ts in Firefox, all of it by the browser's own menu: what stands in a page
// itself, not in a frame of it.

const ALBUM = 'First';

/** The labels in the menu, from outside in. */
const LABELS: Readonly<Record<Trigger, readonly string[]>> = {
  told: [ALBUM],
  image: [ALBUM],
  media: [ALBUM],
  link: ['Linked file', ALBUM],
  find: ['Find image here', ALBUM],
};

/** What Firefox does not do as Chromium does. */
const NOT_HERE: ReadonlySet<string> = new Set([
  // Its menu takes an overlay for what it is.
  'an image below an overlay',
]);

/** What comes out otherwise: a page's policy binds Firefox's extensions inside it, too, so they take the next strategy. */
const OTHERWISE: Readonly<Record<string, Partial<ExpectedObject>>> = {
  'in a page whose scripts may fetch nothing': { rung: 'worker' },
  'a blob of a page whose scripts may fetch nothing': {
    rung: 'canvas',
    content: bytes => expect(sizeOfPng(bytes)).toEqual([320, 200]),
    name: /\.png$/,
    type: 'image/png',
    note: 'source-redrawn',
  },
};

const TABLE: Readonly<Record<string, readonly CaptureCase[]>> = {
  'an image is saved byte for byte whatever its format': FORMATS,
  'an image protected by its server or on another host is saved': PROTECTED,
  'the best version of an image is saved instead of the one shown': BEST_VERSION,
  'an image that the browser’s menu does not offer is saved': HIDDEN,
  'videos, sounds and linked files are saved': OTHER_MEDIA,
  'an image that exists only inside its page is saved': IN_PAGE_ONLY,
  'what is no picture, or must not be read, is refused and nothing is stored': REFUSED,
};

let fixture: FirefoxFixture;
/** A page of the extension, to ask from. */
let own: FirefoxPage;

beforeAll(async () => {
  fixture = await openFirefoxFixture();
  own = await fixture.firefox.extensionPage('src/options/index.html');
  await callFrom(own, 'albums.create', { parent: '', name: ALBUM });
});

afterAll(() => fixture.close());

async function openPage({ visited = [], page: name }: CaptureCase): Promise<FirefoxPage> {
  const { site } = fixture;
  const page = await fixture.firefox.newPage();
  for (const path of visited) {
    await page.goto(path.startsWith('other:') ? site.otherHostUrl + path.slice(6) : site.url + path);
  }
  await page.goto(`${site.url}cases/${name}`);
  const isDrawn = (): Promise<boolean> =>
    page.evaluate(
      () =>
        document.documentElement.dataset['ready'] === 'yes' ||
        ![...document.scripts].some(({ text }) => text.includes('dataset.ready')),
    );
  await expect.poll(isDrawn).toBe(true);
  return page;
}

async function runCase(one: CaptureCase, id: string): Promise<void> {
  await callFrom(own, 'preferences.save', { ...DEFAULT_PREFERENCES, ...one.preferences });
  await fixture.owner.clear();
  const before = new Set((await transfersFrom(own)).map(transfer => transfer.id));
  const page = await openPage(one);
  const labels = ['Save to Shoebox', ...LABELS[one.trigger]];
  await chooseFromImageMenu(fixture.firefox.session, page, withId(id), labels);
  let ended: TransferView | undefined;
  const find = async (): Promise<TransferView | undefined> => {
    const isEnded = (other: TransferView) => !before.has(other.id) && /^(saved|failed)$/.test(other.state);
    ended = (await transfersFrom(own)).find(isEnded);
    return ended;
  };
  await expect.poll(find).toBeDefined();
  const comes = one.expected.as === 'saved' ? { ...one.expected, ...OTHERWISE[one.name] } : one.expected;
  if (ended !== undefined) await expectOutcome(fixture, ended, comes, page);
  await page.close();
}

describe.each(Object.entries(TABLE))('%s', (_, cases) => {
  for (const one of cases) {
    const isForHere =
      !one.framed && one.on !== 'public' && one.menuOn === undefined && one.timeoutMs === undefined;
    if (typeof one.target !== 'string' || !isForHere || NOT_HERE.has(one.name)) continue;
    const id = one.target.slice(1);
    test(one.name, () => runCase(one, id));
  }
});
