import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AskPage } from '../../src/capture/ask-page';
import { climb, type LadderPorts } from '../../src/capture/ladder';
import type { WebSource } from '../../src/core/source';

vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: { contains: async () => true },
    tabs: { get: async () => ({}) },
  },
}));

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

/** What the page was asked, and how often the server. */
let asked: string[];
let requests: number;

beforeEach(() => {
  asked = [];
  requests = 0;
});

const PORTS: LadderPorts = {
  askPage: (async (_frame: unknown, name: string) => {
    asked.push(name);
    return { kind: 'unreachable', technical: '' };
  }) as unknown as AskPage, // the two questions of the ladder are answered alike
  refererRules: { lend: async (_url, _referer, work) => work() },
  readBlob: async () => PNG,
};

const climbFor = (source: Partial<WebSource>, documents = [SOURCE.frameUrl, SOURCE.pageUrl]) => {
  const full = { ...SOURCE, ...source };
  const frame = { tabId: 1, frameId: 0 };
  const { signal } = new AbortController();
  return climb({ url: full.url, frame, documents, maxBytes: 1e6, signal }, full, PORTS);
};

describe('a server that says nothing', () => {
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
    expect(asked).toEqual(['drawShown']);
  });

  test('keeps nobody from what was dragged', async () => {
    const climbed = climbFor({ shownBlobId: 'dragged' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await climbed).toMatchObject({ rung: 'drag', mediaType: 'image/png' });
  });
});
