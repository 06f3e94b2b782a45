import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  albumNameOfSegment,
  albumOfPrefix,
  albumPath,
  newAlbum,
  parentPrefix,
  prefixesOfName,
  segmentOfAlbumName,
} from '../../src/core/album';
import { byteLength } from '../../src/core/object-key';
import { anyText } from './any-text';

const names = fc.oneof(
  anyText(),
  fc.string({ unit: fc.constantFrom('%', '2', '5', '0', 'a', 'E', ' ', '+', '?', '#', "'", '💾', '한') }),
);

describe('names and segments', () => {
  it('reads back every name that it writes', () => {
    fc.assert(
      fc.property(names, name => {
        expect(albumNameOfSegment(segmentOfAlbumName(name))).toBe(name);
      }),
    );
  });

  it.each([
    ['My%20album', 'My album'],
    ['caf%C3%A9', 'café'],
    ['100%25%20wool', '100% wool'],
    ['100%25 wool', '100%25 wool'],
    ['50% off', '50% off'],
    ['%E0%A4%A', '%E0%A4%A'],
    ['a%2fb', 'a%2fb'],
    ['a+b', 'a+b'],
    ['<img onerror>', '<img onerror>'],
  ])('reads the segment %s as %s', (segment, name) => expect(albumNameOfSegment(segment)).toBe(name));

  it.each([
    ['My album', 'My album'],
    ['100%', '100%'],
    ['100%25', '100%2525'],
  ])('writes %s as %s', (name, segment) => expect(segmentOfAlbumName(name)).toBe(segment));
});

describe('albumOfPrefix', () => {
  it.each([
    ['a/', 'a'],
    ['a/My%20album/', 'My album'],
    ['My%20album//', 'My album'],
    ['/', '/'],
    ['a//b/', 'b'],
  ])('calls %s %s', (prefix, name) => expect(albumOfPrefix(prefix)).toEqual({ prefix, name }));

  it('gives every prefix a name', () => {
    fc.assert(
      fc.property(names, path => {
        expect(albumOfPrefix(`${path}/`).name).not.toBe('');
      }),
    );
  });
});

describe('albumPath and parentPrefix', () => {
  it.each<[string, string, string[], string]>([
    ['', 'a/b/c/', ['a/', 'a/b/', 'a/b/c/'], 'a/b/'],
    ['root/', 'root/a/', ['root/a/'], 'root/'],
    ['root/', 'root/', [], 'root/'],
    ['', 'My%20album//', ['My%20album/'], ''],
    ['', 'a//b/', ['a/', 'a//b/'], 'a/'],
  ])('below %j, %s', (root, prefix, path, parent) => {
    expect(albumPath(root, prefix).map(album => album.prefix)).toEqual(path);
    expect(parentPrefix(root, prefix)).toBe(parent);
  });
});

describe('newAlbum', () => {
  it('trims and composes', () => {
    expect(newAlbum('root/', '  e\u0301te\u0301 ')).toEqual({
      prefix: 'root/\u00e9t\u00e9/',
      name: '\u00e9t\u00e9',
    });
  });

  it.each([
    ['', 'album-name-empty'],
    [' \u3000', 'album-name-empty'],
    ['\u200b\u200d', 'album-name-empty'],
    ['\u3164', 'album-name-empty'],
    ['a/b', 'album-name-slash'],
    ['/', 'album-name-slash'],
    ['.', 'album-name-dots'],
    [' .. ', 'album-name-dots'],
    ['a\u0000', 'album-name-control-characters'],
    ['a\nb', 'album-name-control-characters'],
    ['a\u2028b', 'album-name-control-characters'],
    ['a\ud800', 'album-name-control-characters'],
    ['한'.repeat(257), 'album-name-too-long'],
  ])('refuses %j: %s', (typed, code) => {
    expect(() => newAlbum('', typed)).toThrow(expect.objectContaining({ code }));
  });

  it('takes the longest name that leaves room for a file name, and not one byte more', () => {
    expect(newAlbum('', 'a'.repeat(768)).prefix).toHaveLength(769);
    expect(() => newAlbum('', 'a'.repeat(769))).toThrow(
      expect.objectContaining({ detail: { bytes: '769' } }),
    );
  });

  it('makes an album that is found under its name again', () => {
    fc.assert(
      fc.property(names, typed => {
        let album: ReturnType<typeof newAlbum>;
        try {
          album = newAlbum('root/', typed);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^album-name-/) });
          return;
        }
        expect(albumOfPrefix(album.prefix)).toEqual(album);
        expect(byteLength(album.prefix)).toBeLessThanOrEqual(769);
        expect(prefixesOfName('root/', album.name)).toContain(album.prefix);
      }),
    );
  });
});

describe('prefixesOfName', () => {
  it('knows the prefix of the AWS example as well', () => {
    expect(prefixesOfName('', 'My album')).toEqual(['My album/', 'My%20album/']);
    expect(prefixesOfName('root/', 'cats')).toEqual(['root/cats/']);
  });
});
