import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import { ACCEPT_IMAGE } from '../../src/capture/fetch-request';
import { type StrategyPorts, tryStrategies } from '../../src/capture/strategies';
import type { WebSource } from '../../src/core/source';
import { png } from '../core/crafted-images';
import { fakeBrowser, TAB } from '../webextension/fake-browser';

fakeBrowser({ permissions: { contains: async () => true }, tabs: { get: async () => TAB } });

const URL_SHOWN = 'https://pictures.example/a.png';

const SOURCE: WebSource = {
  kind: 'web',
  wanted: 'image',
  url: URL_SHOWN,
  betterUrls: [],
  alt: '',
  pageUrl: 'https://page.example/',
  frameUrl: 'https://page.example/',
  pageTitle: '',
  tabId: 1,
  frameId: 0,
};

const PNG = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)]);

/** An answer with an address, as only a browser's `fetch` gives it. */
const answered = (url: string, body: BodyInit, init?: ResponseInit): Response =>
  Object.defineProperty(new Response(body, init), 'url', { value: url });

/** What the page was asked, and how often the server. */
let asked: string[];
let requests: number;

beforeEach(() => {
  asked = [];
  requests = 0;
});

const PORTS: StrategyPorts = {
  callInFrame: (async (_frame: unknown, name: string) => {
    asked.push(name);
    return { kind: 'unreachable', technical: '' };
  }) as unknown as CallInFrame, // the two calls of the strategies are answered alike
  refererRules: { withHeaders: async (_url, _headers, work) => work() },
  readBlob: async () => PNG,
  report: () => {},
};

const climbFor = (
  source: Partial<WebSource>,
  documents = [SOURCE.frameUrl, SOURCE.pageUrl],
  ports: StrategyPorts = PORTS,
) => {
  const full = { ...SOURCE, ...source };
  const frame = { tabId: 1, frameId: 0 };
  const { signal } = new AbortController();
  const shownSize = Promise.resolve(full.shownSize ?? null);
  const request = { url: full.url, frame, documents, accept: ACCEPT_IMAGE, maxBytes: 1e6, shownSize, signal };
  return tryStrategies(request, full, ports);
};

describe('a server that does not answer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
      requests++;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    return () => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    };
  });

  test('is asked once: neither with a Referer nor by the page again', async () => {
    const climbed = expect(climbFor({})).rejects.toMatchObject({ code: 'source-too-slow' });
    await vi.advanceTimersByTimeAsync(30_000);
    await climbed;
    expect(requests).toBe(1);
    expect(asked).toEqual(['drawImage']);
  });

  test('does not keep a dragged picture from being saved', async () => {
    const climbed = climbFor({ shownBlobId: 'dragged' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await climbed).toMatchObject({ strategy: 'drag', mediaType: 'image/png' });
  });
});

describe('a server that redirects to another host', () => {
  /** What a browser does where that other host may not be read, but allows everybody who brings no cookies. */
  const browserFetch = (isForEverybody: boolean) => async (url: string, init: RequestInit) => {
    if (init.redirect === 'manual') return { type: 'opaqueredirect' };
    if (init.credentials === 'omit' && isForEverybody) return answered(url, PNG);
    throw new TypeError('Failed to fetch');
  };

  beforeEach(() => {
    vi.stubGlobal('navigator', { onLine: true });
    return () => vi.unstubAllGlobals();
  });

  test('is asked without cookies, which is noted', async () => {
    vi.stubGlobal('fetch', browserFetch(true));
    expect(await climbFor({})).toMatchObject({
      strategy: 'worker',
      note: { code: 'source-redirected-as-stranger', detail: { host: 'pictures.example' } },
    });
  });

  test('fails with the redirect as the reason when that does not help', async () => {
    vi.stubGlobal('fetch', browserFetch(false));
    await expect(climbFor({})).rejects.toMatchObject({ code: 'source-redirected' });
  });
});

test('a browser that says that it has no network, which may not be true, keeps no other strategy from trying', async () => {
  vi.stubGlobal('navigator', { onLine: false });
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(climbFor({})).rejects.toMatchObject({ code: 'offline' });
  // Only the file itself: what is drawn anew is no reason not to wait for it.
  expect(asked).toEqual(['fetchInFrame']);
  vi.unstubAllGlobals();
});

describe('a dragged item that no page has', () => {
  const dragged = { pageUrl: '' };

  test('is not fetched from the user’s network if a page of the internet may have made it', async () => {
    const url = 'http://192.168.1.1/admin.png';
    await expect(climbFor({ ...dragged, url }, ['https://page.example/', ''])).rejects.toMatchObject({
      code: 'source-private',
    });
  });

  test('is saved as it was dragged where its address may not be asked', async () => {
    vi.stubGlobal('fetch', () => {
      requests++;
    });
    const url = 'http://192.168.1.1/camera.png';
    const climbed = climbFor({ ...dragged, url, shownBlobId: 'dragged' }, ['']);
    expect(await climbed).toMatchObject({ strategy: 'drag', mediaType: 'image/png' });
    expect(requests).toBe(0);
    vi.unstubAllGlobals();
  });

  test('is fetched without a Referer', async () => {
    let isLent = false;
    vi.stubGlobal('fetch', async (url: string) => answered(url, 'no', { status: 403 }));
    const withHeaders: StrategyPorts['refererRules']['withHeaders'] = async (_url, _headers, work) => {
      isLent = true;
      return work();
    };
    await expect(
      climbFor(dragged, undefined, { ...PORTS, refererRules: { withHeaders } }),
    ).rejects.toMatchObject({
      code: 'source-forbidden',
    });
    vi.unstubAllGlobals();
    expect(isLent).toBe(false);
  });
});

describe('a picture that is not the one that the page shows', () => {
  const shownSize = { width: 640, height: 480, isExact: true };

  /** A server that gives the picture to who brings the page's Referer, and else another one. */
  function serve(toStrangers: BlobPart, toItsPage: BlobPart): StrategyPorts {
    let isItsPage = false;
    vi.stubGlobal('fetch', async (url: string) =>
      answered(url, new Blob([isItsPage ? toItsPage : toStrangers])),
    );
    const withHeaders: StrategyPorts['refererRules']['withHeaders'] = async (_url, _headers, work) => {
      isItsPage = true;
      return work();
    };
    return { ...PORTS, refererRules: { withHeaders } };
  }

  afterEach(() => vi.unstubAllGlobals());

  test.each([
    ['of other proportions', png(300, 300)],
    ['smaller', png(320, 240)],
  ])('but %s is left for the one that its page gets', async (_, toStrangers) => {
    const ports = serve(toStrangers, png(640, 480));
    const media = await climbFor({ shownSize }, undefined, ports);
    expect(media).toMatchObject({ strategy: 'worker-with-referer', note: null });
  });

  test('is saved with a note when no request returns the one shown', async () => {
    const ports = serve(png(300, 300), png(300, 300));
    expect(await climbFor({ shownSize }, undefined, ports)).toMatchObject({
      strategy: 'worker',
      note: { code: 'source-other-picture', detail: { host: 'pictures.example' } },
    });
  });

  test.each([
    ['as large as the page shows it', png(640, 480), shownSize],
    ['turned by its Exif', png(480, 640), shownSize],
    ['larger', png(1280, 960), shownSize],
    ['smaller where the page knows only proportions', png(320, 240), { ...shownSize, isExact: false }],
    ['scaled to whole pixels', png(17, 13), { width: 16, height: 12, isExact: false }],
    ['of a format whose size is not read', '<svg xmlns="http://www.w3.org/2000/svg"/>', shownSize],
  ])('is taken for it when it is %s', async (_, bytes, size) => {
    const ports = serve(bytes, png(1, 1));
    expect(await climbFor({ shownSize: size }, undefined, ports)).toMatchObject({
      strategy: 'worker',
      note: null,
    });
  });
});

describe('a picture with http on a page with https', () => {
  const source = { url: 'http://pictures.example/a.png' };

  afterEach(() => vi.unstubAllGlobals());

  test('is fetched over https, as the browser loaded it', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      return answered(url, PNG);
    });
    expect(await climbFor(source)).toMatchObject({ strategy: 'worker', url: source.url });
    expect(asked).toEqual([URL_SHOWN]);
  });

  test('is fetched as the page names it when that fails', async () => {
    vi.stubGlobal('fetch', async (url: string) =>
      url === source.url ? answered(url, PNG) : answered(url, 'no', { status: 404 }),
    );
    expect(await climbFor(source)).toMatchObject({ strategy: 'worker', url: source.url });
  });
});

test('a server is asked for images, as pages ask for them', async () => {
  const accepted: (string | null)[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    accepted.push(new Headers(init.headers).get('accept'));
    return answered(url, 'no', { status: 403 });
  });
  const sent: unknown[] = [];
  const withHeaders: StrategyPorts['refererRules']['withHeaders'] = async (_url, headers, work) => {
    sent.push(headers);
    return work();
  };
  await expect(climbFor({}, undefined, { ...PORTS, refererRules: { withHeaders } })).rejects.toThrow();
  vi.unstubAllGlobals();
  expect(accepted).toEqual([ACCEPT_IMAGE, ACCEPT_IMAGE]);
  expect(sent).toEqual([
    {
      referer: 'https://page.example/',
      'sec-fetch-dest': 'image',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-site': 'cross-site',
    },
  ]);
});

test('a strategy that is chosen is tried although none has failed before it', async () => {
  vi.stubGlobal('fetch', async (url: string) => answered(url, await PNG.arrayBuffer()));
  const { signal } = new AbortController();
  const frame = { tabId: 1, frameId: 0 };
  const documents = [SOURCE.frameUrl, SOURCE.pageUrl];
  const shownSize = Promise.resolve(null);
  const request = {
    url: URL_SHOWN,
    frame,
    documents,
    accept: ACCEPT_IMAGE,
    maxBytes: 1e6,
    shownSize,
    signal,
  };
  const media = await tryStrategies(request, SOURCE, PORTS, 'worker-with-referer');
  expect(media.strategy).toBe('worker-with-referer');
});
