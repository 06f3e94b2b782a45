import { beforeEach, expect, test, vi } from 'vitest';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import { fromScreen } from '../../src/capture/from-screen';
import type { ReportError } from '../../src/core/diagnostics';
import type { WebSource } from '../../src/core/source';
import { fakeBrowser, TAB } from '../webextension/fake-browser';

const screen = { front: 1, steps: [] as string[], onPhotograph: () => {}, closed: 0 };
fakeBrowser({
  tabs: {
    get: async id => ({ ...TAB, id, windowId: 1, active: id === screen.front }),
    query: async () => [{ ...TAB, id: screen.front }],
    update: async (id: unknown) => {
      if (typeof id !== 'number' || id === screen.closed) throw new Error(`No tab with id: ${id}.`);
      screen.front = id;
      return { ...TAB, id };
    },
    captureVisibleTab: async () => {
      screen.steps.push(`photograph of ${screen.front}`);
      screen.onPhotograph();
      return 'data:image/png;base64,';
    },
  },
});

beforeEach(() => {
  screen.front = 1;
  screen.steps = [];
  screen.onPhotograph = () => {};
  screen.closed = 0;
  report.mockReset();
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 100 });
  vi.stubGlobal('createImageBitmap', async () => ({ width: 100, height: 100, close: () => {} }));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext(): null {
        return null;
      }
      async convertToBlob(): Promise<Blob> {
        return new Blob(['png'], { type: 'image/png' });
      }
    },
  );
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const report = vi.fn<ReportError>();

const PLACE = { left: 0, top: 0, width: 10, height: 10, windowWidth: 100 };

const askPage = (async ({ tabId }: { tabId: number }, name: string) => {
  screen.steps.push(`${name} in ${tabId}`);
  return name === 'scrollIntoView' ? PLACE : null;
}) as unknown as CallInFrame; // the two questions that are asked

const source = (tabId: number): WebSource => ({
  kind: 'web',
  wanted: 'image',
  url: 'https://h/a.jpg',
  betterUrls: [],
  alt: '',
  pageUrl: 'https://page.example/',
  frameUrl: 'https://page.example/',
  pageTitle: '',
  tabId,
  frameId: 0,
  fromScreen: true,
});

const photographed = (tabId: number, ask = askPage) =>
  fromScreen(source(tabId), { callInFrame: ask, report }, new AbortController().signal);

test('several screen captures at once each capture their own tab, and leave the screen as it was', async () => {
  await Promise.all([photographed(1), photographed(2)]);
  expect(screen.steps).toEqual([
    ...['scrollIntoView in 1', 'photograph of 1', 'restoreScroll in 1'],
    ...['scrollIntoView in 2', 'photograph of 2', 'restoreScroll in 2'],
  ]);
  expect(screen.front).toBe(1);
});

test('a screen capture captures no other tab when the user switches away', async () => {
  screen.onPhotograph = () => {
    screen.front = 2;
  };
  await expect(photographed(1)).rejects.toMatchObject({ code: 'source-not-in-view' });
});

test('a screen capture is kept when its page, and the tab in front, are gone before scrolling back', async () => {
  screen.onPhotograph = () => {
    screen.closed = 1;
  };
  const goes = (async ({ tabId }: { tabId: number }, name: string) => {
    if (name === 'restoreScroll') throw new Error(`No frame with id 0 in tab ${tabId}.`);
    return PLACE;
  }) as unknown as CallInFrame; // the two questions that are asked
  expect(await photographed(2, goes)).toMatchObject({ strategy: 'screen' });
  expect(report.mock.calls.map(([event]) => event)).toEqual(['screen.scroll-back', 'screen.reactivate']);
});

test('a tab that the user chose during a screen capture stays in front', async () => {
  screen.onPhotograph = () => {
    screen.front = 3;
  };
  await expect(photographed(2)).rejects.toMatchObject({ code: 'source-not-in-view' });
  expect(screen.front).toBe(3);
});

test('a page that never answers delays no other screen capture', async () => {
  const hangs = (() => new Promise(() => {})) as unknown as CallInFrame; // whatever it is asked
  const hanging = expect(photographed(1, hangs)).rejects.toMatchObject({ code: 'source-not-in-view' });
  const next = photographed(2);
  await vi.advanceTimersByTimeAsync(15_000);
  await hanging;
  expect(await next).toMatchObject({ strategy: 'screen' });
});
