// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { setupCodes } from '../../src/content/setup-codes';
import { only, show } from './page';

test('what begins like a set-up code is told with what follows it, and nothing else of the page', async () => {
  show('<p>My diary</p><p>Code: shoebox1:abc</p>');
  const texts = await setupCodes();
  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(/^shoebox1:abc/);
});

test('set-up codes in fields and in shadow trees are told, and what is in a field for passwords is not', async () => {
  show('<input id="a"><textarea></textarea><input id="b" type="password"><div></div>');
  only<HTMLInputElement>('#a').value = 'shoebox1:field';
  only<HTMLTextAreaElement>('textarea').value = 'shoebox1:area';
  only<HTMLInputElement>('#b').value = 'shoebox1:secret';
  only('div').attachShadow({ mode: 'open' }).innerHTML = '<p>shoebox1:shadow</p>';
  expect(await setupCodes()).toEqual(['shoebox1:field', 'shoebox1:area', 'shoebox1:shadow']);
});

test('of a page full of set-up codes no more than twenty are told, each bounded', async () => {
  show(`<p>${`shoebox1:${'a'.repeat(10_000)} `.repeat(30)}</p>`);
  const texts = await setupCodes();
  expect(texts).toHaveLength(20);
  expect(Math.max(...texts.map(({ length }) => length))).toBe(6000);
});
