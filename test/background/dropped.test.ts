import { beforeEach, expect, test, vi } from 'vitest';
import type { AskPage } from '../../src/capture/ask-page';
import type { DroppedThing } from '../../src/messaging/protocol';

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

const { sourcesOfDrop } = await import('../../src/background/dropped');

const thing = (url: string): DroppedThing => ({
  wanted: 'file',
  url,
  otherUrls: [],
  betterUrls: [],
  alt: '',
});

const knowsNothing = (async () => null) as unknown as AskPage; // whatever it is asked

beforeEach(() => {
  page.links = [];
});

const dropped = (url: string) => sourcesOfDrop(knowsNothing, { album: null, tabId: 1, things: [thing(url)] });

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
