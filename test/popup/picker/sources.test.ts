import { expect, it } from 'vitest';
import { inaccessibleHosts, permissionsFor, sourceOf } from '../../../src/popup/picker/page-image';
import { pageImage } from './page-images';

const PAGE = { tabId: 7, url: 'https://example.org/gallery', title: 'Gallery' };

it('the picker asks for the hosts of shown and best versions, each once, and never for the page’s own', () => {
  const images = [
    pageImage('https://example.org/1.jpg'),
    pageImage('https://cdn.example.net/1.jpg', { betterUrls: ['https://full.example.net:8443/1.jpg'] }),
    pageImage('https://cdn.example.net/2.jpg', {
      betterUrls: ['https://example.org/2.jpg', 'https://x.example/'],
    }),
    pageImage('data:image/png;base64,AAAA'),
    pageImage('blob:https://example.org/1'),
  ];
  expect(permissionsFor(PAGE, images)).toEqual(['https://cdn.example.net/*', 'https://full.example.net/*']);
});

it('a picked image’s source has its page and frame', () => {
  const image = pageImage('https://a.example/1.jpg', {
    frameId: 3,
    frameUrl: 'https://a.example/',
    alt: 'One',
  });
  expect(sourceOf(PAGE, image)).toEqual({
    kind: 'web',
    wanted: 'image',
    url: 'https://a.example/1.jpg',
    betterUrls: [],
    alt: 'One',
    pageUrl: PAGE.url,
    frameUrl: 'https://a.example/',
    pageTitle: 'Gallery',
    tabId: 7,
    frameId: 3,
  });
});

it('a picked image’s source tells which of its versions is doubtful', () => {
  const linkedUrl = 'https://a.example/banner.jpg';
  const image = pageImage('https://a.example/logo.png', { betterUrls: [linkedUrl], linkedUrl });
  expect(sourceOf(PAGE, image)).toMatchObject({ betterUrls: [linkedUrl], linkedUrl });
});

it('the picker names the hosts of inaccessible frames, each once', () => {
  const frames = ['https://ads.example/1', 'https://ads.example/2', 'https://seen.example/a', 'about:blank'];
  const seen = [
    { url: PAGE.url, frames },
    { url: 'https://seen.example/b', frames: [] },
  ];
  expect(inaccessibleHosts(seen)).toEqual(['https://ads.example/*']);
});
