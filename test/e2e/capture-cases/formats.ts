import { type CaptureCase, type Saved, theFile } from './case';

const format = (target: string, comes: Saved, way: CaptureCase['way'] = 'told'): CaptureCase => ({
  name: `format: ${target}`,
  way,
  page: 'formats.html',
  target: `#${target}`,
  comes,
});

/** Real photographs in every format; what they are is told by their bytes. */
export const FORMATS: readonly CaptureCase[] = [
  format('jpeg-turned', theFile('two-friends.jpg', 'page'), 'image'),
  format('jpeg-gps', theFile('mountain-path-gps.jpg', 'page')),
  format('png', theFile('chelsea-the-cat.png', 'page')),
  format('webp', theFile('hubble-deep-field.webp', 'page')),
  format('avif', theFile('forest-stream.avif', 'page'), 'image'),
  format('gif', theFile('rocket-approach.gif', 'page')),
  format('svg', theFile('shore.svg', 'page')),
  format('large', theFile('cat-large.png', 'page')),
  // No file is called so: the site answers with its rocket.
  format('no-extension', theFile('rocket.jpg', 'page', { name: 'dandelions.jpg' })),
  format('wrong-extension', theFile('forest-stream.avif', 'page')),
  format('called-text', theFile('rocket.jpg', 'page')),
  { ...format('called-html', theFile('rocket.jpg', 'page')), page: 'broken.html' },
];
