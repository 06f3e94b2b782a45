import { describe, expect, it } from 'vitest';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };
import korean from '../../src/public/_locales/ko/messages.json' with { type: 'json' };

const texts = (file: Record<string, { message: string }>): ReadonlyMap<string, string> =>
  new Map(Object.entries(file).map(([key, { message }]) => [key, message]));

const EN = texts(english);
const KO = texts(korean);

/** The forms of a plural that English needs and Korean, which has one form only, does not. */
const isEnglishOnly = (key: string): boolean => key.endsWith('_one') && EN.has(`${key.slice(0, -4)}_other`);

const placeholders = (text: string): string[] => [...new Set(text.match(/\$\d/g) ?? [])].sort();

describe('English and Korean', () => {
  it('have the same keys', () => {
    const shared = (keys: Iterable<string>): string[] => [...keys].filter(key => !isEnglishOnly(key)).sort();
    expect(shared(KO.keys())).toEqual(shared(EN.keys()));
  });

  it.each([...KO])('name the same facts in %s', (key, text) => {
    expect(placeholders(text)).toEqual(placeholders(EN.get(key) ?? ''));
  });

  it.each([...EN])('leave nothing empty: %s', (key, text) => {
    expect(text.trim()).not.toBe('');
    if (!isEnglishOnly(key)) expect(KO.get(key)?.trim()).toBeTruthy();
  });

  it.each([...EN, ...KO])('hold no dollar sign that the browser would swallow: %s', (_, text) => {
    expect(text.replace(/\$\d/g, '')).not.toContain('$');
  });
});

it.each([...KO])('the Korean text of %s is Korean', (key, text) => {
  const isName = ['extension_name', 'text_direction', 'language_tag'].includes(key) || text === EN.get(key);
  expect(isName || /[가-힣]/.test(text)).toBe(true);
});

it.each([...EN].filter(([key]) => key.endsWith('_one')))('%s has its other form', key => {
  expect(EN.has(`${key.slice(0, -4)}_other`)).toBe(true);
});
