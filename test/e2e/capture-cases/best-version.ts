import { idOf, SCALED, UNSCALED } from '../../site/routes/scaled';
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

/** What a system shows scaled is saved in full. */
const fullSize = ([system, [, full]]: readonly [string, readonly [string, string]]): CaptureCase => ({
  name: `best version: known of ${system}`,
  trigger: 'told',
  page: 'scaled.html',
  target: `#${idOf(system)}`,
  expected: savesFile('dandelions.jpg', 'page', {
    name: (full.split('/').at(-1) ?? '').replace(/\?.*$/, ''),
  }),
});

const asShown = (
  name: string,
  id: string,
  path: string,
  preferences: CaptureCase['preferences'] = {},
): CaptureCase => ({
  name: `best version: ${name}`,
  trigger: 'told',
  page: 'scaled.html',
  target: `#${id}`,
  preferences,
  expected: savesFile('dandelions-320.jpg', 'page', { name: path.split('/').at(-1) ?? '' }),
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
  versions('link-to-other', SHOWN, 'image'),
  ...Object.entries(SCALED).map(fullSize),
  asShown('its system has none in full', 'gone', UNSCALED.gone),
  asShown('its system has a smaller one in its place', 'lied', UNSCALED.lied),
  asShown('the person prefers what is shown', 'WordPress', SCALED.WordPress[0], { version: 'shown' }),
  versions('better-gone', SHOWN),
  versions('better-elsewhere', savesFile('dandelions.jpg', 'worker')),
  {
    ...versions('srcset-commas', SHOWN),
    name: 'exactly what is shown, as a person prefers it',
    preferences: { version: 'shown' },
  },
];
