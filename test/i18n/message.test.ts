import { expect, test } from 'vitest';
import { message, plural, uiLanguage } from '../../src/i18n/message';
import { fakeBrowser } from '../webextension/fake-browser';
import { textsIn } from '../webextension/texts';

const browserIn = (language: string, texts: 'en' | 'ko'): void =>
  fakeBrowser({ i18n: { ...textsIn(texts), getUILanguage: () => language } });

test('message fills the substitutions in', () => {
  browserIn('en', 'en');
  expect(message('pasted_name', 'today')).toBe('Pasted today');
});

test.each([
  ['en-GB', 'en', 'en-GB'],
  ['en', 'en', 'en'],
  ['ko-KR', 'ko', 'ko-KR'],
  ['de', 'en', 'en'],
  ['enm', 'en', 'en'],
] as const)('uiLanguage of a browser in %s with texts in %s is %s', (language, texts, expected) => {
  browserIn(language, texts);
  expect(uiLanguage()).toBe(expected);
});

test.each([
  ['en', 'en', 1, 'Link copied.'],
  ['en', 'en', 2, '2 links copied.'],
  ['en', 'en', 1234, '1,234 links copied.'],
] as const)(
  'plural in a browser in %s chooses the form and writes the number: %s %d',
  (language, texts, count, text) => {
    browserIn(language, texts);
    expect(plural('links_copied_lasting', count)).toBe(text);
  },
);

test('plural in Korean has one form for all numbers', () => {
  browserIn('ko', 'ko');
  const [one, two] = [plural('links_copied_lasting', 1), plural('links_copied_lasting', 2)];
  expect(one.replace('1', '2')).toBe(two);
});
