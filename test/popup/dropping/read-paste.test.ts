// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { readPaste } from '../../../src/popup/dropping/read-paste';

const bitmap = new File(['bytes'], 'image.png', { type: 'image/png' });

const pasted = (texts: Readonly<Record<string, string>>, ...files: readonly File[]) =>
  readPaste({ files, items: [], getData: type => texts[type] ?? '' });

describe('on the clipboard,', () => {
  test('a picture copied in a browser is its original, with the bitmap as what remains without it', () => {
    const html =
      '<meta charset="utf-8"><img src="https://a.example/full.jpg" alt="A cat" onerror="alert(1)"><script>alert(1)</script>';
    expect(pasted({ 'text/html': html }, bitmap)).toMatchObject({
      kind: 'items',
      items: [{ wanted: 'image', url: 'https://a.example/full.jpg', alt: 'A cat', shown: bitmap }],
    });
  });

  test('a picture whose markup names nothing that can be had is the bitmap', () => {
    expect(pasted({ 'text/html': '<img src="file:///tmp/x.png">' }, bitmap)).toEqual({
      kind: 'files',
      files: [bitmap],
    });
  });

  test('markup with several pictures has each of them', () => {
    const html = '<p>x<img src="https://a.example/1.jpg"><img src="https://a.example/2.jpg"></p>';
    expect(pasted({ 'text/html': html, 'text/plain': 'x' })).toMatchObject({
      kind: 'items',
      items: [{ url: 'https://a.example/1.jpg' }, { url: 'https://a.example/2.jpg' }],
    });
  });

  test.each([
    ['text/plain', ' https://a.example/cat.jpg\n', 'image'],
    ['text/plain', 'https://a.example/film.mp4', 'video'],
    ['text/plain', 'https://a.example/picture?id=7', 'image'],
    ['text/uri-list', '# a remark\r\nhttps://a.example/picture?id=7', 'image'],
    ['text/plain', 'data:image/png;base64,AAAA', 'image'],
  ])('an address in %s is %j: an %s', (type, text, wanted) => {
    expect(pasted({ [type]: text })).toMatchObject({ kind: 'items', items: [{ wanted }] });
  });

  test('several addresses, each on its line, are several pictures', () => {
    const text = 'https://a.example/1.jpg\r\n\r\nhttps://a.example/2.jpg';
    expect(pasted({ 'text/plain': text })).toMatchObject({ items: { length: 2 } });
  });

  test.each([
    '',
    'words',
    'see https://a.example/cat.jpg',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://',
    'blob:https://a.example/1-2',
  ])('%j is nothing', text => {
    expect(pasted({ 'text/plain': text })).toEqual({ kind: 'nothing' });
  });
});
