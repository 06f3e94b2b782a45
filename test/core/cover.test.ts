import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverKeyIn, coverMetadata } from '../../src/core/cover';

describe('the cover in an album’s marker', () => {
  it('is found again whatever the photo is called, and is ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), name => {
        fc.pre(name.isWellFormed() && !name.endsWith('/'));
        fc.pre(!name.split('/').some(segment => segment === '.' || segment === '..'));
        const metadata = coverMetadata('Cats/', `Cats/${name}`);
        expect(Object.values(metadata).join('')).toMatch(/^[\x21-\x7e]+$/);
        expect(coverKeyIn('', 'Cats/', metadata)).toBe(`Cats/${name}`);
      }),
    );
  });

  it('goes with the album to another name', () => {
    const metadata = coverMetadata('Cats/', 'Cats/in/a.png');
    expect(coverKeyIn('', 'Pets/Lions/', metadata)).toBe('Pets/Lions/in/a.png');
  });

  it.each([
    ['nothing', {}],
    ['an empty name', { 'shoebox-cover': '' }],
    ['what can’t be decoded', { 'shoebox-cover': '%' }],
    ['another album', { 'shoebox-cover': 'in/' }],
    ['a way out of the album', { 'shoebox-cover': '../Dogs/a.png' }],
    ['a path that no URL can have', { 'shoebox-cover': 'in/%2E/a.png' }],
    ['more than a key can hold', { 'shoebox-cover': 'x'.repeat(1025) }],
    ['what Shoebox keeps for itself', { 'shoebox-cover': '.shoebox/thumbnails/x.webp' }],
  ])('is none where the marker names %s', (_, metadata: Record<string, string>) => {
    expect(coverKeyIn('', '', metadata)).toBeNull();
  });
});
