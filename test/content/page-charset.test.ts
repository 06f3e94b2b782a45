// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { pageCharset } from '../../src/content/page-charset';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['UTF-8', 'ko-KR', 'euc-kr'],
  ['UTF-8', 'ja', 'shift_jis'],
  ['UTF-8', 'en', 'UTF-8'],
  ['UTF-8', '', 'UTF-8'],
  ['windows-1252', 'ko', 'windows-1252'],
])('on a page in %s and the language “%s”, what is not UTF-8 is %s', (characterSet, lang, charset) => {
  vi.stubGlobal('document', { characterSet, documentElement: { lang } });
  expect(pageCharset()).toBe(charset);
});
