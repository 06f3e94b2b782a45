import { expect } from 'vitest';
import { type CaptureCase, type ExpectedObject, savesFile } from './case';

const format = (
  target: string,
  expected: ExpectedObject,
  trigger: CaptureCase['trigger'] = 'told',
): CaptureCase => ({
  name: `format: ${target}`,
  trigger,
  page: 'formats.html',
  target: `#${target}`,
  expected,
});

/** Real photographs in every format; what they are is told by their bytes. */
export const FORMATS: readonly CaptureCase[] = [
  format('jpeg-turned', savesFile('two-friends.jpg', 'page'), 'image'),
  format('jpeg-gps', savesFile('mountain-path-gps.jpg', 'page')),
  format('png', savesFile('chelsea-the-cat.png', 'page')),
  format('webp', savesFile('hubble-deep-field.webp', 'page')),
  format('avif', savesFile('forest-stream.avif', 'page'), 'image'),
  format('gif', savesFile('rocket-approach.gif', 'page')),
  format('svg', savesFile('shore.svg', 'page')),
  format('large', savesFile('cat-large.png', 'page')),
  // No file is called so: the site answers with its rocket.
  format('no-extension', savesFile('rocket.jpg', 'page', { name: 'dandelions.jpg' })),
  format('wrong-extension', savesFile('forest-stream.avif', 'page')),
  format('called-text', savesFile('rocket.jpg', 'page')),
  {
    ...format('target', {
      ...savesFile('shore.svg', 'page'),
      content: bytes => expect(Buffer.from(bytes).toString()).toMatch(/^<\?xml.*licence .*<svg/s),
    }),
    name: 'format: a drawing behind a long comment',
    page: 'commented.html',
  },
  { ...format('called-html', savesFile('rocket.jpg', 'page')), page: 'broken.html' },
];
