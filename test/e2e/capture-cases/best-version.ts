import { type CaptureCase, theFile } from './case';

const BEST = theFile('dandelions.jpg', 'page');
const SHOWN = theFile('dandelions-320.jpg', 'page');

const versions = (
  page: string,
  comes: CaptureCase['comes'],
  way: CaptureCase['way'] = 'told',
): CaptureCase => ({
  name: `best version: ${page}`,
  way,
  page: `${page}.html`,
  target: '#target',
  comes,
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
  versions('better-elsewhere', theFile('dandelions.jpg', 'worker')),
  {
    ...versions('srcset-commas', SHOWN),
    name: 'exactly what is shown, as a person prefers it',
    preferences: { version: 'shown' },
  },
];
