import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  CONTENT_SHA256,
  ORIGINAL_SHA256,
  type Provenance,
  provenanceIn,
  provenanceMetadata,
  TRANSFER_ID,
} from '../../src/core/provenance';
import { anyText } from './any-text';

const PROVENANCE: Provenance = {
  sourceUrl: 'https://example.com/é.jpg?w=640&token=abc',
  pageUrl: 'https://한국.example/?utm_source=x#top',
  pageTitle: '고양이 –\n cats',
  alt: '“A cat” & a dog',
  rung: 'worker',
  savedAt: Date.UTC(2026, 10, 22, 14, 5),
};

const NOTHING: Provenance = { sourceUrl: '', pageUrl: '', pageTitle: '', alt: '', rung: null, savedAt: null };

it('keeps addresses, page, title, text alternative, way and time in ASCII', () => {
  expect(provenanceMetadata(PROVENANCE)).toEqual({
    'source-url': 'https://example.com/%C3%A9.jpg?w=640',
    'source-page': 'https://xn--3e0b707e.example/',
    'source-title': encodeURIComponent('고양이 – cats'),
    'source-alt': encodeURIComponent('“A cat” & a dog'),
    'source-rung': 'worker',
    'saved-at': '2026-11-22T14:05:00.000Z',
  });
});

it('what is not known is not written', () => {
  expect(provenanceMetadata(NOTHING)).toEqual({});
  expect(provenanceIn({})).toBeNull();
  expect(provenanceIn({ [TRANSFER_ID]: '1' })).toBeNull();
});

it('is read back as it was written', () => {
  expect(provenanceIn(provenanceMetadata(PROVENANCE))).toEqual({
    ...PROVENANCE,
    sourceUrl: 'https://example.com/%C3%A9.jpg?w=640',
    pageUrl: 'https://xn--3e0b707e.example/',
    pageTitle: '고양이 – cats',
  });
});

it('reads what others wrote, without trusting it', () => {
  const foreign = { 'source-title': '100%', 'source-rung': 'magic', 'saved-at': 'yesterday' };
  expect(provenanceIn(foreign)).toEqual({ ...NOTHING, pageTitle: '100%' });
});

it('fits the 2 KB of S3 with all else that we write there, in ASCII that is valid in a header, whatever comes', () => {
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
        const kept = provenanceMetadata({ ...texts, rung: 'worker-with-referer', savedAt: Date.now() });
        const all = Object.entries({ ...kept, ...others })
          .flat()
          .join('');
        expect(all).toMatch(/^[\x21-\x7e]*$/);
        expect(all.length).toBeLessThanOrEqual(2048);
        decodeURIComponent(kept['source-title'] ?? '');
        decodeURIComponent(kept['source-alt'] ?? '');
      }
    }),
    { numRuns: 20 },
  );
});
