import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type FetchMedia, fetchBestVersion } from '../../src/capture/best-version';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import type { ClassifiedMedia } from '../../src/capture/fetch-request';
import type { ReportError } from '../../src/core/diagnostics';
import { ShoeboxError } from '../../src/core/failure';
import type { StrategyName, WebSource } from '../../src/core/source';
import { png } from '../core/crafted-images';
import { fakeBrowser } from '../webextension/fake-browser';

const permissions = vi.fn(async () => false);
fakeBrowser({ permissions: { contains: permissions } });

const SHOWN = 'https://h/shown.jpg';
const BETTER = 'https://h/better.jpg';
const BEST = 'https://elsewhere/best.jpg';

const SOURCE: WebSource = {
  kind: 'web',
  wanted: 'image',
  url: SHOWN,
  betterUrls: [],
  alt: '',
  pageUrl: 'https://h/',
  frameUrl: 'https://h/',
  pageTitle: '',
  tabId: 1,
  frameId: 0,
};

const never = new AbortController().signal;

const judgedFrom = (url: string): ClassifiedMedia => ({
  blob: new Blob([bytesOf[url] ?? url]),
  contentType: null,
  disposition: null,
  strategy: strategyOf[url] ?? 'worker',
  note: null,
  mediaType: 'image/jpeg',
  url,
  finalUrl: sentOnTo[url] ?? url,
});

let gotten: string[] = [];
let bytesOf: Record<string, BlobPart> = {};
let strategyOf: Record<string, StrategyName> = {};
let sentOnTo: Record<string, string> = {};
let failures: Record<string, ShoeboxError> = {};

beforeEach(() => {
  gotten = [];
  bytesOf = {};
  strategyOf = {};
  sentOnTo = {};
  failures = {};
});

const report = vi.fn<ReportError>();

const get: FetchMedia = async (url, { only }) => {
  gotten.push(only === undefined ? url : `${url} by ${only}`);
  const failure = failures[url];
  if (failure !== undefined) throw failure;
  return judgedFrom(url);
};

const pageThatSays = (answer: unknown): CallInFrame => (async () => answer) as unknown as CallInFrame; // a page may say anything

const SAYS_BETTER = pageThatSays({ betterUrls: [BEST, BETTER], alt: 'A cat' });

const best = (
  source: Partial<WebSource>,
  version: 'best' | 'shown',
  callInFrame: CallInFrame = pageThatSays(null),
) => fetchBestVersion({ ...SOURCE, ...source }, version, { callInFrame, fetchMedia: get, report }, never);

describe('of a source that names better versions', () => {
  test('the best one is fetched, and nothing else', async () => {
    expect((await best({ betterUrls: [BEST, BETTER] }, 'best')).media.url).toBe(BEST);
    expect(gotten).toEqual([BEST]);
  });

  test('the next one is fetched when one fails, at last the shown one', async () => {
    failures = { [BEST]: new ShoeboxError('source-not-found'), [BETTER]: new ShoeboxError('source-empty') };
    expect((await best({ betterUrls: [BEST, BETTER] }, 'best')).media).toMatchObject({
      url: SHOWN,
      note: null,
    });
    expect(gotten).toEqual([BEST, BETTER, SHOWN]);
  });

  test('the shown one is fetched after one that is too slow', async () => {
    failures = { [BEST]: new ShoeboxError('source-too-slow') };
    expect((await best({ betterUrls: [BEST, BETTER] }, 'best')).media.url).toBe(SHOWN);
    expect(gotten).toEqual([BEST, SHOWN]);
  });

  test('only the shown one is fetched when the user wants exactly that', async () => {
    expect((await best({ betterUrls: [BEST, BETTER] }, 'shown')).media.url).toBe(SHOWN);
    expect(gotten).toEqual([SHOWN]);
  });

  test('the note says which access would have helped to a better one', async () => {
    const detail = { host: 'elsewhere', origin: 'https://elsewhere/*' };
    failures = { [BEST]: new ShoeboxError('source-needs-permission', detail) };
    const { media } = await best({ betterUrls: [BEST] }, 'best');
    expect(media).toMatchObject({ url: SHOWN, note: { code: 'source-better-refused', detail } });
  });

  test('when nothing is to be had, the reason is that of the shown one', async () => {
    failures = {
      [BEST]: new ShoeboxError('source-not-found'),
      [SHOWN]: new ShoeboxError('source-forbidden'),
    };
    await expect(best({ betterUrls: [BEST] }, 'best')).rejects.toMatchObject({ code: 'source-forbidden' });
  });
});

describe('of a source of which only the shown URL is known', () => {
  test('the page is asked while the shown one is being fetched, and its text alternative is kept', async () => {
    const { media, source } = await best({}, 'best', SAYS_BETTER);
    expect(media.url).toBe(BEST);
    expect(gotten).toEqual([SHOWN, BEST]);
    expect(source).toMatchObject({ alt: 'A cat', betterUrls: [BEST, BETTER] });
  });

  test('the shown one is aborted once a better one is there', async () => {
    let stopped: AbortSignal | null = null;
    const slow: FetchMedia = async (url, { signal }) => {
      if (url !== SHOWN) return judgedFrom(url);
      stopped = signal;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    await fetchBestVersion(SOURCE, 'best', { callInFrame: SAYS_BETTER, fetchMedia: slow, report }, never);
    expect(stopped).toMatchObject({ aborted: true });
  });

  test('the shown one is fetched once when the page knows none better', async () => {
    const { media, source } = await best({}, 'best', pageThatSays({ betterUrls: [SHOWN], alt: 'A cat' }));
    expect(media.url).toBe(SHOWN);
    expect(source.alt).toBe('A cat');
    expect(gotten).toEqual([SHOWN]);
  });

  test('the shown one is fetched when the page may not be asked', async () => {
    const mute = (async () => Promise.reject(new Error('Cannot access'))) as unknown as CallInFrame; // as the browser refuses
    expect((await best({}, 'best', mute)).media.url).toBe(SHOWN);
    expect(report).toHaveBeenCalledWith('capture.describe', expect.any(Error));
  });

  test('the shown one is fetched when the page is busy for long', async () => {
    vi.useFakeTimers();
    const hanging = (() => new Promise(() => {})) as unknown as CallInFrame; // as long as its script runs
    const got = best({}, 'best', hanging);
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await got).media.url).toBe(SHOWN);
    vi.useRealTimers();
  });

  test('no better version of a video is looked for', async () => {
    await best({ wanted: 'video' }, 'best', SAYS_BETTER);
    expect(gotten).toEqual([SHOWN]);
  });
});

describe('of a source whose site is known to have larger versions', () => {
  const SMALL = 'https://h/wp-content/cat-300x200.jpg';
  const FULL = 'https://h/wp-content/cat.jpg';
  const bestOfSmall = (version: 'best' | 'shown' = 'best') =>
    best({ url: SMALL }, version, pageThatSays({ betterUrls: [], alt: '', guessedUrls: [FULL] }));

  test('what the source knows of it holds where no image of the page shows it', async () => {
    bytesOf = { [SMALL]: png(300, 200), [FULL]: png(3000, 2000) };
    expect((await best({ url: SMALL, guessedUrls: [FULL] }, 'best')).media.url).toBe(FULL);
  });

  test.each([
    ['https://img.example/pw/photo_unavailable.png', SMALL],
    ['https://cdn.example/0a1b.jpg', FULL],
  ])('of a larger one that is sent on to %s, %s is saved', async (to, saved) => {
    bytesOf = { [SMALL]: png(300, 300), [FULL]: png(3000, 2000) };
    sentOnTo = { [FULL]: to };
    expect((await bestOfSmall()).media.url).toBe(saved);
  });

  test('the larger one is fetched in the way the smaller one was', async () => {
    bytesOf = { [SMALL]: png(300, 200), [FULL]: png(3000, 2000) };
    strategyOf = { [SMALL]: 'page' };
    expect((await bestOfSmall()).media.url).toBe(FULL);
    expect(gotten).toEqual([SMALL, `${FULL} by page`]);
  });

  test('one cut differently is taken, since it is larger on both sides', async () => {
    bytesOf = { [SMALL]: png(150, 150), [FULL]: png(3000, 2000) };
    expect((await bestOfSmall()).media.url).toBe(FULL);
  });

  test.each<[string, BlobPart, BlobPart]>([
    ['smaller', png(300, 200), png(200, 100)],
    ['narrower', png(300, 200), png(2000, 199)],
    ['as wide and cut differently', png(300, 200), png(300, 260)],
    ['the very same', png(300, 200), png(300, 200)],
    ['of unknown size and not more bytes', 'as many bytes', 'fewer bytes'],
  ])('one that is %s is not taken', async (_, small, full) => {
    bytesOf = { [SMALL]: small, [FULL]: full };
    expect((await bestOfSmall()).media.url).toBe(SMALL);
  });

  test('one of as many pixels and more bytes is taken', async () => {
    bytesOf = { [SMALL]: png(300, 200), [FULL]: new Blob([png(300, 200), 'more']) };
    expect((await bestOfSmall()).media.url).toBe(FULL);
  });

  test('the shown one is saved, and no note, when there is none', async () => {
    failures = { [FULL]: new ShoeboxError('source-not-found') };
    expect((await bestOfSmall()).media).toMatchObject({ url: SMALL, note: null });
  });

  test('none is looked for where the user wants exactly what is shown', async () => {
    await bestOfSmall('shown');
    expect(gotten).toEqual([SMALL]);
  });

  test('none is looked for behind what no server gave', async () => {
    strategyOf = { [SMALL]: 'canvas' };
    await bestOfSmall();
    expect(gotten).toEqual([SMALL]);
  });

  test('another host is asked only where the user has allowed it already', async () => {
    const small = 'https://preview.redd.it/cat.jpg?width=300';
    const full = 'https://i.redd.it/cat.jpg';
    const says = pageThatSays({ betterUrls: [], alt: '', guessedUrls: [full] });
    bytesOf = { [small]: png(300, 200), [full]: png(3000, 2000) };
    strategyOf = { [small]: 'worker-with-referer' };
    expect((await best({ url: small }, 'best', says)).media).toMatchObject({ url: small, note: null });
    expect(gotten).not.toContain(`${full} by worker`);
    permissions.mockResolvedValueOnce(true);
    expect((await best({ url: small }, 'best', says)).media.url).toBe(full);
    expect(gotten).toContain(`${full} by worker`);
  });
});

describe('of a source in a link that may lead to another picture', () => {
  const LINKED = 'https://h/other.jpg';
  const says = pageThatSays({ betterUrls: [LINKED], alt: '', linkedUrl: LINKED });

  test('the linked one is fetched when it has the proportions of the shown one', async () => {
    bytesOf = { [SHOWN]: png(300, 200), [LINKED]: png(1500, 1001) };
    expect((await best({}, 'best', says)).media.url).toBe(LINKED);
  });

  test('the shown one is fetched when the linked one has others', async () => {
    bytesOf = { [SHOWN]: png(300, 200), [LINKED]: png(1500, 1500) };
    expect((await best({}, 'best', says)).media.url).toBe(SHOWN);
  });

  test('so it is where whoever found the source has told all of it', async () => {
    const told = { betterUrls: [LINKED], linkedUrl: LINKED };
    bytesOf = { [SHOWN]: png(300, 200), [LINKED]: png(1500, 1500) };
    expect((await best(told, 'best')).media.url).toBe(SHOWN);
    expect(gotten).toEqual([LINKED, SHOWN]);
    bytesOf = { [SHOWN]: png(300, 200), [LINKED]: png(1500, 1001) };
    expect((await best(told, 'best')).media.url).toBe(LINKED);
  });

  test('the linked one is fetched when the shown one is not to be had', async () => {
    failures = { [SHOWN]: new ShoeboxError('source-forbidden') };
    expect((await best({}, 'best', says)).media.url).toBe(LINKED);
  });
});
