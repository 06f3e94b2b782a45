import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitExtension } from '../../src/core/split-extension';
import { anyText } from './any-text';

describe('splitExtension', () => {
  it.each([
    ['cat.jpg', 'cat', '.jpg'],
    ['a.tar.gz', 'a.tar', '.gz'],
    ['README', 'README', ''],
    ['.hidden', '.hidden', ''],
    ['dot.', 'dot.', ''],
    ['v1.2 final', 'v1.2 final', ''],
    ['사진.사진', '사진', '.사진'],
    ['a.abcdefghijk', 'a.abcdefghijk', ''],
  ])('%s', (name, stem, extension) => expect(splitExtension(name)).toEqual({ stem, extension }));

  it('loses nothing', () => {
    fc.assert(
      fc.property(anyText(), name => {
        const { stem, extension } = splitExtension(name);
        expect(stem + extension).toBe(name);
      }),
    );
  });
});
