// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { isImageInput, isImg, isOuterSvg } from '../../src/content/element-types';
import { clobber, only, show } from './page';

test('an img of another namespace is no image: it has no URL', () => {
  expect(isImg(document.createElementNS('http://www.w3.org/2000/svg', 'img'))).toBe(false);
  expect(isImg(document.createElement('img'))).toBe(true);
});

test('a form whose field is called localName is no image', () => {
  show('<form></form>');
  clobber(only('form'), 'localName', 'namespaceURI');
  expect(isImg(only('form'))).toBe(false);
});

test('an input is an image by its type alone', () => {
  show('<input id="a" type="image"><input id="b">');
  expect(isImageInput(only('#a'))).toBe(true);
  expect(isImageInput(only('#b'))).toBe(false);
});

test('of nested drawings the outer one is the drawing', () => {
  const outer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const inner = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  outer.append(inner);
  Object.defineProperty(outer, 'ownerSVGElement', { value: null });
  Object.defineProperty(inner, 'ownerSVGElement', { value: outer });
  expect(isOuterSvg(outer)).toBe(true);
  expect(isOuterSvg(inner)).toBe(false);
});
