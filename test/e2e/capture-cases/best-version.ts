import { type CaptureCase, savesFile } from './case';

const BEST = savesFile('dandelions.jpg', 'page');
const SHOWN = savesFile('dandelions-320.jpg', 'page');

const versions = (
  page: string,
  expected: CaptureCase['expected'],
  trigger: CaptureCase['trigger'] = 'told',
): CaptureCase => ({
  name: `best version: ${page}`,
  trigger,
  page: `${page}.html`,
  target: '#target',
  expected,
});

/** A page has several versions of a picture. */
export const BEST_VERSION: readonly CaptureCase[] = [
  versions('srcset-commas', BEST, 'image'),
  versions('srcset-density', BEST),
  versions('picture', BEST),
  versions('lazy', BEST, 'image'),
  versions('lazy-srcset', BEST),
  versions('lazy-noscript', BEST),
  versions('full-size-attribute', BEST),
  versions('link-to-image', BEST, 'image'),
  versions('link-to-page', SHOWN),
  versions('better-gone', SHOWN),
  versions('better-elsewhere', savesFile('dandelions.jpg', 'worker')),
  {
    ...versions('srcset-commas', SHOWN),
    name: 'exactly what is shown, as a person prefers it',
    preferences: { version: 'shown' },
  },
];
