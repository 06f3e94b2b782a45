import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONTENT_SHA256,
  ORIGINAL_SHA256,
  type Provenance,
  provenanceIn,
  provenanceMetadata,
  redactUrl,
  TRANSFER_ID,
} from '../../src/core/provenance';
import { anyText } from './any-text';

const PROVENANCE: Provenance = {
  sourceUrl: 'https://example.com/é.jpg?w=640&token=abc',
  pageUrl: 'https://한국.example/?utm_source=x#top',
  pageTitle: '고양이 –\n cats',
  alt: '“A cat” & a dog',
  strategy: 'worker',
  savedAt: Date.UTC(2026, 10, 22, 14, 5),
};

const NOTHING: Provenance = {
  sourceUrl: '',
  pageUrl: '',
  pageTitle: '',
  alt: '',
  strategy: null,
  savedAt: null,
};

it('provenance metadata keeps addresses, page, title, text alternative, strategy and time in ASCII', () => {
  expect(provenanceMetadata(PROVENANCE)).toEqual({
    'source-url': 'https://example.com/%C3%A9.jpg?w=640',
    'source-page': 'https://xn--3e0b707e.example/',
    'source-title': encodeURIComponent('고양이 – cats'),
    'source-alt': encodeURIComponent('“A cat” & a dog'),
    'source-rung': 'worker',
    'saved-at': '2026-11-22T14:05:00.000Z',
  });
});

it('provenance metadata has no field for what is not known', () => {
  expect(provenanceMetadata(NOTHING)).toEqual({});
  expect(provenanceIn({})).toBeNull();
  expect(provenanceIn({ [TRANSFER_ID]: '1' })).toBeNull();
});

it('provenance metadata is read back as it was written', () => {
  expect(provenanceIn(provenanceMetadata(PROVENANCE))).toEqual({
    ...PROVENANCE,
    sourceUrl: 'https://example.com/%C3%A9.jpg?w=640',
    pageUrl: 'https://xn--3e0b707e.example/',
    pageTitle: '고양이 – cats',
  });
});

it('provenance metadata written by others is read without trusting it', () => {
  const foreign = { 'source-title': '100%', 'source-rung': 'magic', 'saved-at': 'yesterday' };
  expect(provenanceIn(foreign)).toEqual({ ...NOTHING, pageTitle: '100%' });
});

it('provenance metadata fits S3’s 2 KB with all else, prefixes among it, in ASCII that is valid in a header', () => {
  const wild = fc.oneof(anyText(2000), fc.webUrl({ withQueryParameters: true, withFragments: true }));
  const others = {
    [TRANSFER_ID]: crypto.randomUUID(),
    [CONTENT_SHA256]: 'x'.repeat(44),
    [ORIGINAL_SHA256]: 'x'.repeat(44),
  };
  const long = `https://example.com/${'x'.repeat(3000)}`;
  const longest = { sourceUrl: long, pageUrl: long, pageTitle: 'x'.repeat(999), alt: 'x'.repeat(999) };
  fc.assert(
    fc.property(wild, wild, wild, wild, (sourceUrl, pageUrl, pageTitle, alt) => {
      for (const texts of [{ sourceUrl, pageUrl, pageTitle, alt }, longest]) {
        const kept = provenanceMetadata({ ...texts, strategy: 'worker-with-referer', savedAt: Date.now() });
        const all = Object.entries({ ...kept, ...others })
          .flat()
          .join('');
        expect(all).toMatch(/^[\x21-\x7e]*$/);
        const prefixes = 'x-amz-meta-'.length * Object.keys({ ...kept, ...others }).length;
        expect(all.length + prefixes).toBeLessThanOrEqual(2048);
        decodeURIComponent(kept['source-title'] ?? '');
        decodeURIComponent(kept['source-alt'] ?? '');
      }
    }),
    { numRuns: 20 },
  );
});

const kept = (url: string): string => redactUrl(url, 600);

describe('keptUrl', () => {
  it.each([
    // What a page is known by stays, as it was written.
    'https://example.com/',
    'https://example.com/watch?v=dQw4w9WgXcQ&t=42',
    'https://example.com/?q=a+b%20c&page=2&empty=&flag',
    'https://example.com/?id=9f86d081884c7d659a2feaa0c55ad015',
    'https://example.com/photo.jpg?w=640&h=480&format=webp&quality=80',
    'https://example.com/?category=cats&author=kim&keyword=key&passage=3&monkey=1',
  ])('%s stays', url => expect(kept(url)).toBe(url));

  it.each([
    ['https://kim:secret@example.com/a#access_token=1', 'https://example.com/a'],
    ['https://example.com/a?utm_source=x&utm_Medium=y&id=1&fbclid=z', 'https://example.com/a?id=1'],
    ['https://example.com/a?gclid=1', 'https://example.com/a'],
    ['https://example.com/a?b=1&&c=2&', 'https://example.com/a?b=1&c=2'],
    ['https://example.com/a?%75tm_source=x', 'https://example.com/a'],
    ['https://example.com/a?access_token=1&b=2', 'https://example.com/a?b=2'],
    [
      'https://example.com/a?authToken=1&PHPSESSID=2&session_id=3&api-key=4&key=5&reset_password=6',
      'https://example.com/a',
    ],
    ['https://example.com/cb?code=1&state=2', 'https://example.com/cb'],
    ['https://example.com/a;jsessionid=ABC123/b;sid=7?x=1', 'https://example.com/a/b?x=1'],
    [
      'https://b.s3.amazonaws.com/k.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A&X-Amz-Date=D&X-Amz-Expires=1&X-Amz-SignedHeaders=host&X-Amz-Security-Token=T&X-Amz-Signature=S&versionId=3',
      'https://b.s3.amazonaws.com/k.jpg?versionId=3',
    ],
    ['https://a.blob.core.windows.net/k?sv=1&sr=b&sig=x&se=y&sp=r', 'https://a.blob.core.windows.net/k'],
    ['https://d.cloudfront.net/k?Expires=1&Signature=2&Key-Pair-Id=3&Policy=4', 'https://d.cloudfront.net/k'],
    [
      'https://scontent.example.net/v/k.jpg?_nc_cat=1&oh=x&oe=y&stp=dst-jpg',
      'https://scontent.example.net/v/k.jpg?stp=dst-jpg',
    ],
    ['https://example.com/?x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln&y=1', 'https://example.com/?y=1'],
    ['https://example.com/?x=AKIAIOSFODNN7EXAMPLE', 'https://example.com/'],
    ['http://a.aa/?', 'http://a.aa/'],
    ['http://a.aa/?utm_source=x', 'http://a.aa/'],
    ['http://a.aa??', 'http://a.aa/??'],
    ['http://a.aa/???a=1', 'http://a.aa/???a=1'],
    ['data:image/png;base64,AAAA', 'data:'],
    ['blob:https://example.com/1', 'blob:'],
    ['file:///home/kim/diary.html', 'file:'],
    ['nonsense', ''],
  ])('of %s stays %s', (url, rest) => expect(kept(url)).toBe(rest));

  it('drops a long query, and cuts no escape in two', () => {
    expect(kept(`https://example.com/a?${'x'.repeat(900)}`)).toBe('https://example.com/a');
    for (const padding of ['', 'a', 'aa']) {
      expect(kept(`https://example.com/${padding}${'é'.repeat(300)}`)).toMatch(/%[0-9A-F]{2}$/);
    }
  });

  it('is a URL still, and kept as it is when it comes again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), url => {
        expect(URL.canParse(kept(url))).toBe(true);
        expect(kept(kept(url))).toBe(kept(url));
      }),
      { numRuns: 100 },
    );
  });
});
