import { expect, test } from 'vitest';
import { loadedUrl } from '../../src/core/mixed-content';

const SECURE = ['https://page.example/'];

test.each([
  ['http://pictures.example/a.jpg', 'https://pictures.example/a.jpg'],
  ['http://pictures.example:8080/a.jpg', 'https://pictures.example:8080/a.jpg'],
])('on a page with https, %s is loaded from %s', (url, loaded) => {
  expect(loadedUrl(url, SECURE)).toBe(loaded);
  expect(loadedUrl(url, ['http://frame.example/', ...SECURE])).toBe(loaded);
});

test.each([
  'https://pictures.example/a.jpg',
  'http://192.0.2.1/a.jpg',
  'http://[2001:db8::1]/a.jpg',
  'http://localhost:8080/a.jpg',
  'data:image/png;base64,AAAA',
  'http://',
])('on a page with https, %s is loaded from where the page says', url => {
  expect(loadedUrl(url, SECURE)).toBe(url);
});

test('on a page with http, a picture is loaded from where the page says', () => {
  expect(loadedUrl('http://pictures.example/a.jpg', ['http://page.example/'])).toBe(
    'http://pictures.example/a.jpg',
  );
});
