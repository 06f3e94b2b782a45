// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { naturalSizeOf, resourceTimings } from '../../src/content/image-facts';
import { loaded, only, show } from './page';

afterEach(() => vi.unstubAllGlobals());

describe('the size of an image’s version', () => {
  test('is that of the loaded one, in its own pixels, which its srcset tells', () => {
    show('<img src="https://h/a.jpg" srcset="https://h/a.jpg 1600w, https://h/b.jpg 3200w">');
    loaded('img', 400, 300); // in CSS pixels
    expect(naturalSizeOf(only('img'), 'https://h/a.jpg')).toEqual({ width: 1600, height: 1200 });
    expect(naturalSizeOf(only('img'), 'https://h/b.jpg')).toEqual({ width: 3200, height: 2400 });
  });

  test('is unknown for a URL that neither the image nor its srcset has', () => {
    show('<img src="https://h/a.jpg">');
    loaded('img', 400);
    expect(naturalSizeOf(only('img'), 'https://h/other.jpg')).toEqual({ width: null, height: null });
  });

  test('has no height until the image is loaded', () => {
    show('<img src="https://h/a.jpg" srcset="https://h/a.jpg 1600w">');
    expect(naturalSizeOf(only('img'), 'https://h/a.jpg')).toEqual({ width: 1600, height: null });
  });
});

describe('what is known of a resource', () => {
  class Timing {
    constructor(name: string, encodedBodySize: number, contentType?: string) {
      Object.assign(this, { name, encodedBodySize, contentType });
    }
  }

  const withTimings = (...timings: readonly unknown[]) => {
    vi.stubGlobal('PerformanceResourceTiming', Timing);
    vi.stubGlobal('performance', { getEntriesByType: () => timings });
  };

  test('is its size and type, whatever fragment its URL has', () => {
    withTimings(new Timing('https://h/a.jpg', 1234, 'image/JPEG; charset=x'));
    expect(resourceTimings()('https://h/a.jpg#x')).toEqual({ bytes: 1234, mediaType: 'image/jpeg' });
  });

  test('is nothing where another host does not allow it, or the page made the entry up', () => {
    withTimings(new Timing('https://h/a.jpg', 0), { name: 'https://h/b.jpg', encodedBodySize: 5 });
    expect(resourceTimings()('https://h/a.jpg')).toEqual({ bytes: null, mediaType: null });
    expect(resourceTimings()('https://h/b.jpg')).toEqual({ bytes: null, mediaType: null });
  });

  test('comes from the URL itself for a data: URL', () => {
    withTimings();
    expect(resourceTimings()('data:image/png;base64,AAAAAAAA')).toEqual({ bytes: 6, mediaType: 'image/png' });
    expect(resourceTimings()('data:,')).toEqual({ bytes: null, mediaType: null });
  });
});
