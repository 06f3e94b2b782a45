import { describe, expect, it } from 'vitest';
import { deduplicated } from '../../../src/popup/picker/page-image';
import { pageImage } from './page-images';

const urls = (images: readonly { readonly url: string }[]): string[] => images.map(({ url }) => url);

describe('merging a page’s images', () => {
  it('keeps one of what is shown twice, in the first one’s place', () => {
    const images = [pageImage('a'), pageImage('b'), pageImage('a', { alt: 'Text' })];
    expect(deduplicated(images)).toEqual([pageImage('a', { alt: 'Text' }), pageImage('b')]);
  });

  it('keeps one of two versions that have the same best one', () => {
    const images = [
      pageImage('small', { betterUrls: ['large'] }),
      pageImage('medium', { betterUrls: ['large'] }),
    ];
    expect(urls(deduplicated(images))).toEqual(['small']);
  });

  it.each([
    [[pageImage('small', { betterUrls: ['large'] }), pageImage('large')]],
    [[pageImage('large'), pageImage('small', { betterUrls: ['large'] })]],
  ])('what is the best version of another is that one', images => {
    const [only, ...others] = deduplicated(images);
    expect(others).toEqual([]);
    expect(only?.betterUrls).toEqual(['large']);
  });

  it('keeps a chain of better versions together', () => {
    const images = [
      pageImage('a', { betterUrls: ['b'] }),
      pageImage('b', { betterUrls: ['c'] }),
      pageImage('c'),
    ];
    expect(deduplicated(images)).toHaveLength(1);
  });

  it('leaves apart what has nothing in common', () => {
    expect(deduplicated([pageImage('a'), pageImage('b', { betterUrls: ['c'] })])).toHaveLength(2);
  });
});
