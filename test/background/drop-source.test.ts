import { beforeEach, expect, test } from 'vitest';
import { sourcesOfDrop } from '../../src/background/drop-source';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import type { DroppedItem } from '../../src/messaging/protocol';
import { fakeBrowser, TAB } from '../webextension/fake-browser';

let links: readonly string[];
fakeBrowser({
  tabs: { get: async id => ({ ...TAB, id, url: 'https://page.example/a', title: 'A page' }) },
  scripting: {
    executeScript: async () => [
      { documentId: '', frameId: 0, result: { url: 'https://page.example/a', links } },
    ],
  },
});

const thing = (url: string): DroppedItem => ({
  wanted: 'file',
  url,
  otherUrls: [],
  betterUrls: [],
  alt: '',
});

const knowsNothing = (async () => null) as unknown as CallInFrame; // whatever it is asked

const BANNER = 'https://h/banner.jpg';

beforeEach(() => {
  links = [];
});

const dropped = (url: string) => sourcesOfDrop(knowsNothing, { album: null, tabId: 1, items: [thing(url)] });

test('a dropped link that the page has is noted with that page', async () => {
  links = ['https://h/a.pdf'];
  expect(await dropped('https://h/a.pdf')).toMatchObject([
    { pageUrl: 'https://page.example/a', frameUrl: 'https://page.example/a', pageTitle: 'A page' },
  ]);
});

test.each([
  ['the page', async () => ({ betterUrls: [BANNER], alt: '', linkedUrl: BANNER })],
  ['the drag alone', async () => null],
])('a picture in a link that may lead to another one is noted so, when %s tells of it', async (_, knows) => {
  const item = {
    ...thing('https://h/logo.png'),
    wanted: 'image',
    otherUrls: [BANNER],
    betterUrls: [BANNER],
  } as const;
  const ask = knows as unknown as CallInFrame; // whatever it is asked
  expect(await sourcesOfDrop(ask, { album: null, tabId: 1, items: [item] })).toMatchObject([
    { betterUrls: [BANNER], linkedUrl: BANNER },
  ]);
});

test('a dropped link that the page does not have is noted without it, and restricted as if the page had made it', async () => {
  expect(await dropped('http://192.168.1.1/')).toMatchObject([
    { pageUrl: '', frameUrl: 'https://page.example/a', pageTitle: '' },
  ]);
});
