import { beforeEach, expect, test, vi } from 'vitest';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import type { DroppedItem } from '../../src/messaging/protocol';

const page = vi.hoisted(() => ({ links: [] as readonly string[] }));
vi.mock('webextension-polyfill', () => ({
  default: {
    tabs: { get: async (id: number) => ({ id, url: 'https://page.example/a', title: 'A page' }) },
    scripting: {
      executeScript: async () => [
        { frameId: 0, result: { url: 'https://page.example/a', links: page.links } },
      ],
    },
  },
}));

const { sourcesOfDrop } = await import('../../src/background/drop-source');

const thing = (url: string): DroppedItem => ({
  wanted: 'file',
  url,
  otherUrls: [],
  betterUrls: [],
  alt: '',
});

const knowsNothing = (async () => null) as unknown as CallInFrame; // whatever it is asked

beforeEach(() => {
  page.links = [];
});

const dropped = (url: string) => sourcesOfDrop(knowsNothing, { album: null, tabId: 1, items: [thing(url)] });

test('what the page has is noted as that page’s', async () => {
  page.links = ['https://h/a.pdf'];
  expect(await dropped('https://h/a.pdf')).toMatchObject([
    { pageUrl: 'https://page.example/a', frameUrl: 'https://page.example/a', pageTitle: 'A page' },
  ]);
});

test('what it does not have is not; but it may have made it up, which decides where that may lead', async () => {
  expect(await dropped('http://192.168.1.1/')).toMatchObject([
    { pageUrl: '', frameUrl: 'https://page.example/a', pageTitle: '' },
  ]);
});
