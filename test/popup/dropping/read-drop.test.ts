// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { type Dropped, mayHoldPictures, readDrop } from '../../../src/popup/dropping/read-drop';
import type { DropData } from '../../../src/popup/model/drop-data';
import { fileEntry, folderEntry } from '../folders/entries';

const file = new File(['bytes'], 'cat.jpg', { type: 'image/jpeg' });

interface Held {
  readonly html?: string;
  readonly uris?: string;
  readonly files?: readonly File[];
  readonly entries?: readonly FileSystemEntry[];
}

const held = ({ html = '', uris = '', files = [], entries = [] }: Held): DropData => ({
  files,
  items: entries.map(entry => ({ kind: 'file', webkitGetAsEntry: () => entry })),
  getData: type => ({ 'text/html': html, 'text/uri-list': uris })[type] ?? '',
});

const items = (what: Held): readonly object[] => {
  const dropped: Dropped = readDrop(held(what));
  return dropped.kind === 'items' ? dropped.items : [dropped];
};

const IMAGE = '<img src="https://a.example/cat.jpg" alt="A cat">';

describe('a dropped picture', () => {
  test('is read as its URL, with the file as how it is shown', () => {
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

  test('in a link to an image has that image as better version', () => {
    expect(items({ html: IMAGE, uris: 'https://a.example/full/cat.png' })).toMatchObject([
      {
        url: 'https://a.example/cat.jpg',
        otherUrls: ['https://a.example/full/cat.png'],
        betterUrls: ['https://a.example/full/cat.png'],
      },
    ]);
  });

  test('in a link to a page keeps that URL only to find the picture in its page', () => {
    expect(items({ html: IMAGE, uris: 'https://a.example/about-cats' })).toMatchObject([
      { url: 'https://a.example/cat.jpg', otherUrls: ['https://a.example/about-cats'], betterUrls: [] },
    ]);
  });

  test('has the larger versions of its srcset, the largest first', () => {
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

  test('whose URL leads nowhere is read as its file', () => {
    expect(readDrop(held({ html: '<img src="chrome://theme/logo">', files: [file] }))).toEqual({
      kind: 'files',
      files: [file],
    });
  });
});

describe('a drop of several items', () => {
  test('has each image of a selection once, and nothing else', () => {
    const html = `<p>Cats</p>${IMAGE}<a href="https://a.example/">x</a>${IMAGE}<img src="https://a.example/2.png">`;
    expect(items({ html, uris: '' })).toMatchObject([
      { url: 'https://a.example/cat.jpg', shown: null },
      { url: 'https://a.example/2.png', shown: null },
    ]);
  });

  test('has a limited number of images, however many its markup claims', () => {
    const html = Array.from({ length: 5000 }, (_, at) => `<img src="https://a.example/${at}.jpg">`).join('');
    expect(items({ html })).toHaveLength(1000);
  });

  test('has each link of a list, without comments, typed by its name', () => {
    const uris =
      '# remark\r\nhttps://a.example/cat.avif?w=1\r\nhttps://a.example/film.mp4\r\nhttps://a.example/a';
    expect(items({ uris })).toMatchObject([{ wanted: 'image' }, { wanted: 'video' }, { wanted: 'file' }]);
  });
});

describe('a drop without pictures of a page', () => {
  test('of files from the disk has the files, not their paths', () => {
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

test('a folder among what is dropped makes entries of all of it', () => {
  const [folder, loose] = [folderEntry('Trip'), fileEntry('cat.jpg')];
  expect(readDrop(held({ entries: [folder, loose], files: [file] }))).toEqual({
    kind: 'folders',
    entries: [folder, loose],
  });
});

test('a drag with files or a link may hold pictures, one with plain text alone may not', () => {
  expect(mayHoldPictures(['text/plain', 'text/uri-list'])).toBe(true);
  expect(mayHoldPictures(['Files'])).toBe(true);
  expect(mayHoldPictures(['text/plain'])).toBe(false);
});
