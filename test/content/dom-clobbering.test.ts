// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import {
  attributeOf,
  boxOf,
  documentOf,
  localNameOf,
  parentOf,
  rootOf,
} from '../../src/content/dom-clobbering';
import { clobber, only, show } from './page';

beforeEach(() => {
  show('<main><form title="Search"></form></main>');
  clobber(only('form'), 'getAttribute', 'getBoundingClientRect', 'getRootNode');
  clobber(only('form'), 'localName', 'ownerDocument', 'parentElement');
});

test('a form’s fields hide its own members: the test’s page does what browsers do', () => {
  expect(only<HTMLFormElement>('form').parentElement).toBeInstanceOf(HTMLInputElement);
});

test.each([
  ['attribute', () => attributeOf(only('form'), 'title'), 'Search'],
  ['local name', () => localNameOf(only('form')), 'form'],
  ['parent', () => parentOf(only('form')), () => only('main')],
  ['document', () => documentOf(only('form')), () => document],
  ['root', () => rootOf(only('form')), () => document],
  ['box', () => boxOf(only('form')).width, 0],
])('the %s of a form is its own, whatever its fields are called', (_, read, expected) => {
  expect(read()).toBe(typeof expected === 'function' ? expected() : expected);
});
