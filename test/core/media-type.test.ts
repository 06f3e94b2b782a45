import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { essence, isImageType, mediaTypeOfName, withExtensionFor } from '../../src/core/media-type';
import { anyText } from './any-text';

it.each([
  ['Image/JPEG; charset=x', 'image/jpeg'],
  [' image/svg+xml ', 'image/svg+xml'],
  ['image/jpeg, image/png', null],
  ['jpeg', null],
  ['', null],
  [null, null],
])('essence of %j is %j', (header, type) => expect(essence(header)).toBe(type));

it.each([
  ['a.JPG', 'image/jpeg'],
  ['a.b.png', 'image/png'],
  ['a.apng', 'image/apng'],
  ['a.php', null],
  ['jpg', null],
  ['a.constructor', null],
])('the name %s promises %j', (name, type) => expect(mediaTypeOfName(name)).toBe(type));

it('isImageType', () => {
  expect(isImageType('image/avif')).toBe(true);
  expect(isImageType('text/html')).toBe(false);
});

describe('withExtensionFor', () => {
  it.each([
    ['cat', 'image/jpeg', 'cat.jpg'],
    ['cat.JPG', 'image/jpeg', 'cat.JPG'],
    ['cat.jpeg', 'image/jpeg', 'cat.jpeg'],
    ['cat.jfif', 'image/jpeg', 'cat.jfif'],
    ['cat.jpg', 'image/webp', 'cat.webp'],
    ['cat.php', 'image/png', 'cat.php.png'],
    ['v1.2', 'image/png', 'v1.2.png'],
    ['cat.apng', 'image/png', 'cat.apng'],
    ['favicon.ico', 'image/vnd.microsoft.icon', 'favicon.ico'],
    ['movie', 'video/mp4', 'movie.mp4'],
    ['clip.m4v', 'video/mp4', 'clip.m4v'],
    ['table.xlsx', 'application/octet-stream', 'table.xlsx'],
  ])('%s as %s is %s', (name, type, full) => expect(withExtensionFor(name, type)).toBe(full));

  it('leaves a name alone that it has made', () => {
    fc.assert(
      fc.property(
        anyText().filter(name => name !== ''),
        fc.constantFrom('image/jpeg', 'image/png', 'image/apng', 'image/x-icon'),
        (name, type) => {
          const once = withExtensionFor(name, type);
          expect(withExtensionFor(once, type)).toBe(once);
        },
      ),
    );
  });
});
