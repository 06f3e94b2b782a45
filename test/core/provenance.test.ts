import fc from 'fast-check';
import { expect, it } from 'vitest';
import { provenanceMetadata } from '../../src/core/provenance';
import { anyText } from './any-text';

const AT = Date.UTC(2026, 10, 22, 14, 5);
const metadata = (sourceUrl: string, pageUrl = '', pageTitle = '') =>
  provenanceMetadata({ sourceUrl, pageUrl, pageTitle, savedAt: AT });

it('keeps address, page, title and time in ASCII', () => {
  expect(metadata('https://example.com/é.jpg', 'https://한국.example/', '고양이 – cats')).toEqual({
    'source-url': 'https://example.com/%C3%A9.jpg',
    'source-page': 'https://xn--3e0b707e.example/',
    'source-title': encodeURIComponent('고양이 – cats'),
    'saved-at': '2026-11-22T14:05:00.000Z',
  });
});

it('keeps no credentials, no fragments and no content', () => {
  expect(metadata('https://user:secret@example.com/a#token=1')['source-url']).toBe('https://example.com/a');
  expect(metadata('data:image/png;base64,AAAA')['source-url']).toBe('data:');
  expect(metadata('blob:https://example.com/1')['source-url']).toBe('blob:');
  expect(metadata('nonsense')).toEqual({ 'saved-at': '2026-11-22T14:05:00.000Z' });
});

it('drops a long query, and cuts no escape in two', () => {
  expect(metadata(`https://example.com/a?${'x'.repeat(900)}`)['source-url']).toBe('https://example.com/a');
  for (const padding of ['', 'a', 'aa']) {
    const kept = metadata(`https://example.com/${padding}${'é'.repeat(300)}`)['source-url'] ?? '';
    expect(kept).toMatch(/%[0-9A-F]{2}$/);
  }
});

it('fits the 2 KB of S3, in ASCII that is valid in a header, whatever comes', () => {
  const wild = fc.oneof(anyText(2000), fc.webUrl({ withQueryParameters: true, withFragments: true }));
  fc.assert(
    fc.property(wild, wild, wild, (path, page, title) => {
      const kept = metadata(`https://example.com/${path}`, page, title);
      const all = Object.entries(kept).flat().join('');
      expect(all).toMatch(/^[\x21-\x7e]*$/);
      expect(all.length).toBeLessThan(2048);
      decodeURIComponent(kept['source-title'] ?? '');
    }),
    { numRuns: 50 },
  );
});
