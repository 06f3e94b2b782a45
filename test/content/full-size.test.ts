import { describe, expect, test } from 'vitest';
import { largerUrls } from '../../src/content/full-size';
import { FULL_SIZE_RULES } from '../../src/content/full-size-rules';
import { FULL_SIZE_CASES } from './full-size-cases';

describe('the full-size picture behind a smaller one', () => {
  test.each(FULL_SIZE_CASES)('of %s is looked for where its site has it', (shown, full) => {
    expect(largerUrls(shown, ['https://page.example/'])[0]).toBe(full);
  });

  test('of each rule there is a case', () => {
    const unused = FULL_SIZE_RULES.filter(
      ([domains, match]) =>
        !FULL_SIZE_CASES.some(([shown]) => {
          const { hostname, pathname, search } = new URL(shown);
          const isMeant = domains === '' || domains.split(' ').some(domain => hostname.endsWith(domain));
          return isMeant && (pathname + search).search(match) >= 0;
        }),
    );
    expect(unused).toEqual([]);
  });

  test.each([
    'https://site.example/photos/cat.jpg',
    'https://site.example/photos/cat.jpg?v=3',
    'https://site.example/image.php?id=12',
    'https://pbs.twimg.com/media/GxYz?format=jpg&name=orig',
    'https://i.pinimg.com/originals/aa/bb/cc/aabbcc.jpg',
    'https://museum.example/iiif/1/full/max/0/default.jpg',
    'data:image/png;base64,AAAA?w=300',
    `https://site.example/cat.jpg?w=300&x=${'a'.repeat(3000)}`,
    'nonsense',
  ])('of %s is looked for nowhere', shown => {
    expect(largerUrls(shown, ['https://page.example/'])).toEqual([]);
  });
});

describe('an address within an address', () => {
  const inside = (address: string, page: string): readonly string[] =>
    largerUrls(`https://site.example/_vercel/image?url=${encodeURIComponent(address)}`, [page]);

  test.each(['https://site.example/a.jpg', 'https://cdn.shop.example/a.jpg', 'https://shop.example/a.jpg'])(
    'is followed to the site of the picture or of the page: %s',
    address => expect(inside(address, 'https://www.shop.example/')).toEqual([address]),
  );

  test.each([
    'https://evil.example/a.jpg',
    'https://evil-shop.example/a.jpg',
    '//evil.example/a.jpg',
    'http://192.168.1.1/a.jpg',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://',
  ])('is not followed elsewhere: %s', address =>
    expect(inside(address, 'https://www.shop.example/')).toEqual([]),
  );
});

test('no path leads a rule to another host', () => {
  expect(largerUrls('https://pbs.twimg.com//evil.example/x?name=small', [])).toContain(
    'https://pbs.twimg.com//evil.example/x?name=orig',
  );
  expect(largerUrls('https://preview.redd.it/@evil.example/x.jpg?width=1', [])[0]).not.toMatch(
    /^https:\/\/i\.redd/,
  );
});
