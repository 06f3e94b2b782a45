import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipName, zipPaths } from '../../src/zip/zip-paths';
import { anyText } from '../core/any-text';

describe('zipPaths', () => {
  it.each([
    ['A/고양이.png', '고양이.png'],
    ['A/B/c.png', 'B/c.png'],
    ['A//c.png', 'c.png'],
    ['A/My%20album/c.png', 'My album/c.png'],
    ['A/../../etc/passwd', '_/_/etc/passwd'],
    ['A//etc/passwd', 'etc/passwd'],
    ['A/..\\..\\evil.exe', '-..-evil.exe'],
    ['A/%2e%2e/x.png', '%2e%2e/x.png'],
    ['A/%2F/x.png', '-/x.png'],
    ['A/C:/x.png', 'C-/x.png'],
    ['A/a\u0000b\u001b[2J.png', 'ab[2J.png'],
    ['A/CON.png', 'CON_.png'],
    ['A/lpt1', 'lpt1_'],
    ['A/end. . ', 'end'],
    ['A/what? "this" <is>|*', 'what- -this- -is---'],
    ['A/\u202egpj.exe', 'gpj.exe'],
    ['A/...', 'photo'],
  ])('%j becomes %j', (key, path) => {
    expect(zipPaths([key], 'A/')).toEqual([path]);
  });

  it('leaves folders out of photos', () => {
    expect(zipPaths(['A/B/c.png', 'A/B/d.png'], null)).toEqual(['c.png', 'd.png']);
  });

  it('numbers tens of thousands that come out alike', () => {
    const keys = Array.from({ length: 30_000 }, (_, at) => `A/a${String.fromCodePoint(0xf0000 + at)}.png`);
    const paths = zipPaths(keys, 'A/');
    expect(new Set(paths).size).toBe(30_000);
    expect(paths.at(-1)).toBe('a (30000).png');
  });

  it('numbers what would be one file on Windows or a Mac, in order', () => {
    expect(zipPaths(['A/a.png', 'A/A.PNG', 'A/a (2).png', 'A/a?', 'A/a*', 'A/B/x', 'A/b/X'], 'A/')).toEqual([
      'a.png',
      'A (2).PNG',
      'a (2) (2).png',
      'a-',
      'a- (2)',
      'B/x',
      'b/X (2)',
    ]);
  });

  it('makes no file where a folder is to be', () => {
    expect(zipPaths(['A/cubs', 'A/Cubs/a.png'], 'A/')).toEqual(['cubs (2)', 'Cubs/a.png']);
  });

  it('shortens names that no disk could hold, and keeps their extensions', () => {
    const [path = ''] = zipPaths([`A/${'고'.repeat(300)}.png`], 'A/');
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(245);
    expect(path).toMatch(/^고+\.png$/);
  });

  it('makes of any keys different paths that lead down, and nowhere else', () => {
    const keys = fc.array(
      fc.array(anyText(), { minLength: 1, maxLength: 4 }).map(parts => `A/${parts.join('/')}`),
    );
    fc.assert(
      fc.property(keys, list => {
        const paths = zipPaths(list, 'A/');
        expect(new Set(paths.map(path => path.toUpperCase())).size).toBe(list.length);
        for (const path of paths) {
          for (const segment of path.split('/')) {
            expect(segment).not.toMatch(/^\.*$|[. ]$|[\\:\p{Cc}]/u);
            expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255);
          }
        }
      }),
    );
  });
});

describe('zipName', () => {
  it.each([
    ['Photos/Cats/', 'Cats.zip'],
    ['My%20album/', 'My album.zip'],
    ['', 'Shoebox.zip'],
    ['../', 'Shoebox.zip'],
  ])('of %j is %j', (prefix, name) => {
    expect(zipName(prefix)).toBe(name);
  });
});
