// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KeysHelp } from '../../../src/popup/page/keys-help';
import { settle } from '../../ui/render-hook';

const page = document.createElement('div');
const show = { current: () => {} };

beforeAll(async () => {
  document.body.append(page);
  await settle(() => render(h(KeysHelp, { show }), page));
});
afterAll(() => settle(() => render(null, page)));

const press = (key: string, target: Element = document.body): Promise<void> =>
  settle(() => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

const list = (): Element | null => page.querySelector('dialog');
const close = (): Promise<void> => settle(() => page.querySelector('button')?.click());

test('a question mark shows what keys do, but not one that is typed into a field', async () => {
  const field = document.createElement('input');
  document.body.append(field);
  await press('?', field);
  expect(list()).toBeNull();
  await press('?');
  expect(list()?.querySelectorAll('kbd').length).toBeGreaterThan(20);
  await close();
  expect(list()).toBeNull();
});

test('menus can show it', async () => {
  await settle(() => show.current());
  expect(list()).not.toBeNull();
  await close();
});
