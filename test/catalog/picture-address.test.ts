import { expect, test } from 'vitest';
import { addressOf, addressOfHash } from '../../src/catalog/picture-address';

test.each([
  ['https://h/a.jpg#top', 'https://h/a.jpg'],
  ['https://h/a.jpg?X-Amz-Signature=1&X-Amz-Date=2', 'https://h/a.jpg?X-Amz-Signature=3&X-Amz-Date=4'],
  ['https://h/a.jpg?id=1&Expires=5&Signature=6&Key-Pair-Id=7', 'https://h/a.jpg?id=1&Expires=8&Signature=9'],
  ['https://h/a.jpg?oh=1&oe=2&_nc_ht=x', 'https://h/a.jpg?oh=3&oe=4'],
  ['https://h/a.jpg?utm_source=a', 'https://h/a.jpg'],
])('%s and %s are one address', async (one, other) => {
  expect(await addressOf(one)).toBe(await addressOf(other));
});

test.each([
  ['https://h/image.php?id=1', 'https://h/image.php?id=2'],
  ['https://h/image.php?key=1', 'https://h/image.php?key=2'],
  ['https://h/image.php?oe=1', 'https://h/image.php?oe=2'],
  ['https://h/a.jpg?w=100', 'https://h/a.jpg?w=200'],
  ['http://h/a.jpg', 'https://h/a.jpg'],
])('%s and %s are two addresses', async (one, other) => {
  expect(await addressOf(one)).not.toBe(await addressOf(other));
});

test('a picture that stands in the page is known by its bytes, however they are written', async () => {
  const bytes = new TextEncoder().encode('picture');
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64');
  expect(await addressOf('data:image/png,picture')).toBe(addressOfHash(hash));
  expect(await addressOf('data:image/png;base64,cGljdHVyZQ==')).toBe(addressOfHash(hash));
});

test.each(['blob:https://h/1', 'shown:1', 'nothing', 'ftp://h/a.jpg'])('%s has no address', async url => {
  expect(await addressOf(url)).toBeNull();
});

test('nothing of where a picture was can be read from its address', async () => {
  expect(await addressOf('https://secret.example/private.jpg?token=abc')).toMatch(/^[\w+/]{22}==$/);
});
