import { expect, test } from 'vitest';
import { type PageFrame, selectedImages } from '../../src/background/find-image';
import type { CallInFrame } from '../../src/capture/call-in-frame';
import type { Candidate } from '../../src/content/functions';
import { fakeBrowser } from '../webextension/fake-browser';

fakeBrowser({});

const FRAME: PageFrame = {
  ...{ tabId: 1, frameId: 0, pageTitle: 'A page' },
  ...{ pageUrl: 'https://page.example/', frameUrl: 'https://page.example/' },
};

test('what a page tells of a picture in a link that may lead to another one is noted', async () => {
  const linkedUrl = 'https://h/banner.jpg';
  const logo: Candidate = {
    ...{ url: 'https://h/logo.png', betterUrls: [linkedUrl], linkedUrl },
    ...{ alt: '', width: 300, height: 200 },
  };
  const page = (async () => [logo]) as unknown as CallInFrame; // whatever it is asked
  expect(await selectedImages(page, FRAME)).toMatchObject([{ betterUrls: [linkedUrl], linkedUrl }]);
});
