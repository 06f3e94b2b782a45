import { expect } from 'vitest';
import { pixelsOfPng } from '../../site/pictures/pixels';
import { type CaptureCase, type ExpectedObject, savesFile } from './case';
import { sizeOfPng } from './size-of-png';

const ROCKET = savesFile('rocket.jpg', 'page');

const hidden = (
  page: string,
  expected: CaptureCase['expected'],
  more: Partial<CaptureCase> = {},
): CaptureCase => ({
  name: `find image here: ${page}`,
  trigger: 'find',
  page: `${page}.html`,
  target: '#target',
  menuContext: 'page',
  expected,
  ...more,
});

const ON_A_THING = { menuContext: 'thing' } as const;

const DRAWING: ExpectedObject = {
  as: 'saved',
  content: bytes => {
    const text = Buffer.from(bytes).toString();
    expect(text).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    // The page's style, and what it refers to elsewhere on the page.
    expect(text).toMatch(/<circle[^>]*235, 111, 146/);
    expect(text).toContain('id="sky"');
  },
  name: /\.svg$/,
  type: 'image/svg+xml',
  rung: 'data-url',
};

const CANVAS: ExpectedObject = {
  as: 'saved',
  content: async (bytes, page) => {
    const drawn = await page.evaluate(
      () => document.querySelector<HTMLCanvasElement>('#target')?.toDataURL('image/png') ?? '',
    );
    // Browsers pack the same pixels in more ways than one.
    const wanted = pixelsOfPng(Buffer.from(drawn.split(',')[1] ?? '', 'base64'));
    expect(pixelsOfPng(Buffer.from(bytes)).rgb).toEqual(wanted.rgb);
  },
  name: /\.png$/,
  type: 'image/png',
  rung: 'data-url',
};

const FIRST_FRAME: ExpectedObject = {
  as: 'saved',
  content: bytes => expect(sizeOfPng(bytes)).toEqual([320, 180]),
  name: /\.png$/,
  type: 'image/png',
  rung: 'data-url',
};

/** The browser's menu takes none of these for an image. */
export const HIDDEN: readonly CaptureCase[] = [
  // Chromium's menu itself looks below an overlay that is plainly transparent.
  hidden('overlay', ROCKET, ON_A_THING),
  {
    ...hidden('overlay', ROCKET),
    name: 'an image below an overlay',
    trigger: 'image',
    menuContext: 'thing',
  },
  hidden('overlay-link', ROCKET, ON_A_THING),
  hidden('overlay-spacer', ROCKET, ON_A_THING),
  hidden('untouchable', ROCKET),
  hidden('background', ROCKET),
  hidden('background-layers', ROCKET),
  hidden('mask', savesFile('shore.svg', 'page')),
  hidden('image-set', savesFile('dandelions.jpg', 'page')),
  hidden('pseudo-background', ROCKET),
  hidden('pseudo-content', ROCKET),
  hidden('svg-inline', DRAWING),
  hidden('canvas', CANVAS, ON_A_THING),
  hidden('video', savesFile('forest-stream.avif', 'page'), ON_A_THING),
  hidden('video-no-poster', FIRST_FRAME, ON_A_THING),
  // Chromium opens no menu on these two.
  hidden('embedded', ROCKET, { name: 'find image here: an object', target: '#object', menuOn: 'p' }),
  hidden('embedded', savesFile('dandelions.jpg', 'page'), {
    name: 'find image here: an embed',
    target: '#embed',
    menuOn: 'p',
  }),
  hidden('image-input', ROCKET, ON_A_THING),
  hidden('image-map', ROCKET, ON_A_THING),
  hidden('shadow-open', ROCKET),
  hidden('shadow-closed', ROCKET),
  hidden('frame-here', ROCKET, { target: '#background', framed: true, menuContext: 'frame' }),
  hidden('frame-other', savesFile('rocket.jpg', 'page'), {
    target: '#background',
    framed: true,
    menuContext: 'frame',
  }),
];
