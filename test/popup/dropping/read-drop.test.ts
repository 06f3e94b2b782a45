// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import {
  type DropData,
  type Dropped,
  mayHoldPictures,
  readDrop,
} from '../../../src/popup/dropping/read-drop';

const file = new File(['bytes'], 'cat.jpg', { type: 'image/jpeg' });

interface Held {
  readonly html?: string;
  readonly uris?: string;
  readonly files?: readonly File[];
}

const held = ({ html = '', uris = '', files = [] }: Held): DropData => ({
  files,
  getData: type => ({ 'text/html': html, 'text/uri-list': uris })[type] ?? '',
});

const items = (what: Held): readonly object[] => {
  const dropped: Dropped = readDrop(held(what));
  return dropped.kind === 'items' ? dropped.items : [dropped];
};

const IMAGE = '<img src="https://a.example/cat.jpg" alt="A cat">';

describe('a picture, as browsers drag it', () => {
  test('its URL counts; the file that comes with it is how it is shown', () => {
    expect(items({ html: IMAGE, uris: 'https://a.example/cat.jpg', files: [file] })).toEqual([
      {
        wanted: 'image',
        url: 'https://a.example/cat.jpg',
        otherUrls: [],
        betterUrls: [],
        alt: 'A cat',
        shown: file,
      },
    ]);
  });

  test('in a link to an image, that one is better', () => {
    expect(items({ html: IMAGE, uris: 'https://a.example/full/cat.png' })).toMatchObject([
      {
        url: 'https://a.example/cat.jpg',
        otherUrls: ['https://a.example/full/cat.png'],
        betterUrls: ['https://a.example/full/cat.png'],
      },
    ]);
  });

  test('a link to a page is never fetched, though the page may know the picture by it', () => {
    expect(items({ html: IMAGE, uris: 'https://a.example/about-cats' })).toMatchObject([
      { url: 'https://a.example/cat.jpg', otherUrls: ['https://a.example/about-cats'], betterUrls: [] },
    ]);
  });

  test('larger versions with URLs of their own come first, the largest before all', () => {
    const html = `<img src="https://a.example/1.jpg"
      srcset="https://a.example/2,w.jpg 800w, https://a.example/3.jpg 1600w, relative.jpg 3200w">`;
    expect(items({ html, uris: 'https://a.example/1.jpg' })).toMatchObject([
      { betterUrls: ['https://a.example/3.jpg', 'https://a.example/2,w.jpg'] },
    ]);
  });

  test.each(['blob:https://a.example/1-2', 'data:image/png;base64,AAAA'])('%s', url => {
    expect(items({ html: `<img src="${url}">`, uris: url, files: [file] })).toMatchObject([
      { wanted: 'image', url, shown: file },
    ]);
  });

  test('one whose URL leads nowhere is the file that came with it', () => {
    expect(readDrop(held({ html: '<img src="chrome://theme/logo">', files: [file] }))).toEqual({
      kind: 'files',
      files: [file],
    });
  });
});

describe('several items', () => {
  test('the images of a selection, each once, without anything else in it', () => {
    const html = `<p>Cats</p>${IMAGE}<a href="https://a.example/">x</a>${IMAGE}<img src="https://a.example/2.png">`;
    expect(items({ html, uris: '' })).toMatchObject([
      { url: 'https://a.example/cat.jpg', shown: null },
      { url: 'https://a.example/2.png', shown: null },
    ]);
  });

  test('markup that claims more images than any page shows', () => {
    const html = Array.from({ length: 5000 }, (_, at) => `<img src="https://a.example/${at}.jpg">`).join('');
    expect(items({ html })).toHaveLength(1000);
  });

  test('a list of links, remarks left out, each for what its name says', () => {
    const uris =
      '# remark\r\nhttps://a.example/cat.avif?w=1\r\nhttps://a.example/film.mp4\r\nhttps://a.example/a';
    expect(items({ uris })).toMatchObject([{ wanted: 'image' }, { wanted: 'video' }, { wanted: 'file' }]);
  });
});

describe('no pictures of a page', () => {
  test('files of the disk, which some systems also name by their place', () => {
    expect(readDrop(held({ uris: 'file:///home/me/cat.jpg', files: [file, file] }))).toEqual({
      kind: 'files',
      files: [file, file],
    });
  });

  test.each(['javascript:alert(1)', 'chrome://settings/', 'file:///etc/passwd', 'not a URL', ''])(
    '“%s”',
    uris => {
      expect(readDrop(held({ uris, html: '<script>x</script>' }))).toEqual({ kind: 'nothing' });
    },
  );
});

test('what is worth to be invited', () => {
  expect(mayHoldPictures(['text/plain', 'text/uri-list'])).toBe(true);
  expect(mayHoldPictures(['Files'])).toBe(true);
  expect(mayHoldPictures(['text/plain'])).toBe(false);
});
