import { describe, expect, it, test } from 'vitest';
import {
  hostForName,
  isMeaningless,
  isOfLegacyCharset,
  nameAndExtension,
  nameInUrl,
} from '../../src/capture/file-name';

it.each([
  ['https://example.com/photos/cat.jpg?w=200#top', 'cat.jpg'],
  ['https://example.com/photos/', 'photos'],
  ['https://example.com/', ''],
  ['https://example.com/%EA%B3%A0%EC%96%91%EC%9D%B4.jpg', '고양이.jpg'],
  ['https://example.com/50%.jpg', '50%.jpg'],
  ['https://example.com/a%2Fb.jpg', 'a/b.jpg'],
  ['https://static.example.com/cat.jpg/revision/latest?cb=20200101', 'cat.jpg'],
  ['https://upload.example.org/thumb/a/ab/Cat.jpg/250px-Cat.jpg', '250px-Cat.jpg'],
  ['https://example.com/_next/image?url=%2Fphotos%2Fcat.jpg%3Fv%3D1&w=640&q=75', 'cat.jpg'],
  ['https://example.com/download.php?file=cat.jpg', 'cat.jpg'],
  ['https://example.com/12345.jpg?mark=watermark-logo.png', '12345.jpg'],
  ['https://example.com/image?id=0a1b2c3d.jpg&of=cat.jpg', 'cat.jpg'],
  ['https://example.com/media/GxYz?format=jpg&name=large', 'GxYz'],
  ['https://example.com/cat.jpg:large', 'cat.jpg'],
  ['https://example.com/cat.jpg!thumb.jpg', 'cat.jpg'],
  ['https://example.com/cat.jpg%21w640', 'cat.jpg'],
  ['https://example.com/cat.jpg;jsessionid=0A1B', 'cat.jpg'],
  ['https://example.com/cat.jpg@320w_200h.webp', 'cat.jpg'],
  ['https://example.com/cat.jpg_640x640q90.jpg_.webp', 'cat.jpg'],
  ['https://example.com/cat.jpg.', 'cat.jpg'],
  ['https://example.com/getmedia/cat.jpg.aspx?width=300&ext=.jpg', 'cat.jpg'],
  ['https://example.com/cat.jpg&w=200', 'cat.jpg'],
  ['https://example.com/cat.png.webp', 'cat.png.webp'],
  ['https://example.com/cat.jpg_of_mine.png', 'cat.jpg_of_mine.png'],
  ['https://example.com/image/attachment%3A0a1b%3Acat.jpg?width=600', 'cat.jpg'],
  ['https://example.com/image/https%3A%2F%2Fs3.example%2Fcat.jpg?width=600', 'cat.jpg'],
  ['https://example.com/thumb/cat.jpg/300x300bb.webp', 'cat.jpg'],
  ['https://example.com/cat.jpg/0a1b2c3d4e5f6a7b.jpg', 'cat.jpg'],
  ['data:image/png;base64,AAAA', ''],
  ['blob:https://example.com/0b7c', ''],
  ['nonsense', ''],
])('%s is called %j', (url, name) => expect(nameInUrl(url)).toBe(name));

describe('nameAndExtension', () => {
  const of = (
    witnesses: { url?: string; disposition?: string; alt?: string; pageTitle?: string },
    type = 'image/jpeg',
  ): string => {
    const { url = 'data:,', disposition = null, alt = '', pageTitle = '' } = witnesses;
    const { name, ext } = nameAndExtension(
      { url, disposition, source: { alt, pageTitle, pageUrl: '' } },
      type,
    );
    return `${name}|${ext}`;
  };

  it('asks the server first, then the URL, the text alternative, the title', () => {
    const all = {
      disposition: 'inline; filename=server.jpg',
      url: 'https://example.com/url.jpg',
      alt: 'A cat',
      pageTitle: 'Cats',
    };
    expect(of(all)).toBe('server|jpg');
    expect(of({ ...all, disposition: '' })).toBe('url|jpg');
    expect(of({ ...all, disposition: '', url: 'https://example.com/' })).toBe('A cat|jpg');
    expect(of({ ...all, disposition: '', url: 'blob:https://example.com/1', alt: '\u200b' })).toBe(
      'Cats|jpg',
    );
    expect(of({})).toBe('image|jpg');
    expect(of({}, 'video/mp4')).toBe('file|mp4');
  });

  it('gives it the extension of what it is', () => {
    expect(of({ url: 'https://example.com/cat.JPEG' })).toBe('cat|JPEG');
    expect(of({ url: 'https://example.com/cat.png' })).toBe('cat|jpg');
    expect(of({ url: 'https://example.com/v1.2' })).toBe('v1.2|jpg');
    expect(of({ url: 'https://example.com/image.php?id=3' })).toBe('image|jpg');
    expect(of({ url: 'https://example.com/a.tar.gz' }, 'application/octet-stream')).toBe('a.tar|gz');
    expect(of({ url: 'https://example.com/page.html' }, 'application/octet-stream')).toBe('page|html');
    expect(of({ alt: 'From example.com' }, 'application/octet-stream')).toBe('From example.com|');
    expect(of({ alt: 'From example.com' })).toBe('From example.com|jpg');
  });
});

test.each([
  ['euc-kr', 'https://h/%C6%F7%BD%BA%C5%CD.jpg', '포스터.jpg'],
  ['shift_jis', 'https://h/%94L.jpg', '猫.jpg'],
  ['windows-1252', 'https://h/caf%E9.jpg', 'café.jpg'],
  ['utf-8', 'https://h/caf%E9.jpg', 'caf%E9.jpg'],
  ['euc-kr', 'https://h/%FF%FF.jpg', '%FF%FF.jpg'],
  // What browsers call the encoding of a page that they do not show for being unsafe (Encoding Standard, "replacement").
  ['replacement', 'https://h/caf%E9.jpg', 'caf%E9.jpg'],
  ['[object HTMLImageElement]', 'https://h/caf%E9.jpg', 'caf%E9.jpg'],
])('on a page in %s, %s is called %s', (charset, url, name) => {
  expect(nameInUrl(url, charset)).toBe(name);
});

test('only a name that is not in UTF-8 needs to know the charset of its page', () => {
  expect(isOfLegacyCharset('https://h/%C6%F7.jpg')).toBe(true);
  expect(isOfLegacyCharset('https://h/%ED%8F%AC.jpg')).toBe(false);
  expect(isOfLegacyCharset('data:,%C6')).toBe(false);
});

describe('a name that says nothing', () => {
  test.each([
    'images',
    'image.jpg',
    'img_12.png',
    'download',
    'image (3).jpg',
    'photo-1.jpg',
    'maxresdefault.jpg',
    '이미지.png',
    '0042.jpg',
    '123_456_789_n.jpg',
    'd41d8cd98f00b204e9800998ecf8427e.jpg',
    '0b7c1f2e-1234-4abc-8def-0123456789ab.png',
    'GxYz12abCD34.jpg',
    'x7k2p9q4m1z8.webp',
    'GxYzAbCXYAA9k2L.jpg',
    'k3JmW9q.jpg',
    's-l1600.jpg',
    '71kJ9dW3bXL._AC_SL640_.jpg',
    '20261130171203-1a2b3c4d-me.jpg',
    'p1TzQmVxw8Kd3LrJ5cYhN2sGbAf7uEo9iRkWqXt6DyHvMnBgZl4C_0PjUaSe-OI.jpg',
    'v2.jpg',
    'hq720.jpg',
    'photo-1764489600000-50d02698f950.jpg',
    'il_fullxfull.5551112223_q2w3.jpg',
    '52551849781_526ea6e748_b.jpg',
    '0a1b2c_3d4e5f60718292a3b4c5d6e7f8091a2b~mv2.jpg',
    '1*aB3dE5fG7hJ9kL1mN3pQ5r.jpeg',
    'bafkreif7zcvdmq5v2xq6yz4pl3h7ajxn@jpeg',
  ])('gives way to the text alternative: %s', name => {
    expect(isMeaningless(name)).toBe(true);
    const source = { alt: 'A cat.', pageTitle: 'Cats', pageUrl: '' };
    const named = nameAndExtension({ url: `https://h/${name}`, disposition: null, source }, 'image/jpeg');
    expect(named).toEqual({ name: 'A cat', ext: 'jpg' });
  });

  test.each([
    'cat.jpg',
    'IMG_1234.jpg',
    'DSC01234.jpg',
    'P1010123.JPG',
    'IMG-20240101-WA0003.jpg',
    '20261130_143000.jpg',
    'IMG_20261130_143000.jpg',
    'iPhone15ProMax.jpg',
    'DT1567.jpg',
    '123456789_p0.jpg',
    'MyCatOnMat.jpg',
    'a-cat-on-a-mat-v2.jpg',
    '2026-11-30.png',
    'Screenshot2024Edit.png',
    'Screen Shot 2026-11-30 at 12.00.00.png',
    'photographer.jpg',
    'facade.jpg',
    'a.jpg',
    'p-1.jpg',
    'decade2.jpg',
    '고양이.jpg',
  ])('is none of these: %s', name => expect(isMeaningless(name)).toBe(false));

  const of = (disposition: string | null, url: string, alt: string, pageTitle: string): string => {
    const source = { alt, pageTitle, pageUrl: '' };
    return nameAndExtension({ url, disposition, source }, 'image/jpeg').name;
  };

  test('gives way to the URL, the text alternative and the title, the first that says something', () => {
    expect(of('inline; filename=image.jpg', 'https://h/cat.jpg', '', '')).toBe('cat');
    expect(of(null, 'https://h/1.jpg', 'image', 'Cats')).toBe('Cats 1');
    expect(of(null, 'https://h/d41d8cd98f00b204e9800998ecf8427e.jpg', '', 'Cats')).toBe('Cats ecf8427e');
    expect(of(null, 'https://h/image.php', '', 'Cats')).toBe('Cats');
  });

  test.each(['No alternative text description for this image', 'No photo description available.', '135 KB'])(
    'may be a text alternative: %s',
    alt => expect(of(null, 'https://h/1.jpg', alt, 'Cats')).toBe('Cats 1'),
  );

  test('gives way to that of the smaller version by which a larger one was found', () => {
    const url = 'https://h/0a1b2c3d4e.jpg';
    const source = {
      url: `${url}/w_300/cat.jpg`,
      guessedUrls: [url],
      alt: 'Pet',
      pageTitle: '',
      pageUrl: '',
    };
    expect(nameAndExtension({ url, disposition: null, source }, 'image/jpeg').name).toBe('cat');
    const told = { ...source, guessedUrls: [] };
    expect(nameAndExtension({ url, disposition: null, source: told }, 'image/jpeg').name).toBe('Pet');
  });

  test('stays where nothing says more', () => {
    expect(of(null, 'https://h/1.jpg', 'photo', '')).toBe('1');
    expect(of(null, 'data:,', 'photo', '')).toBe('photo');
  });

  test('stays for a file of a type without an extension of its own', () => {
    const source = { alt: 'Get it', pageTitle: 'Downloads', pageUrl: '' };
    const name = nameAndExtension({ url: 'https://h/1.xyz', disposition: null, source }, 'application/x-z');
    expect(name).toEqual({ name: '1', ext: 'xyz' });
  });
});

it('of a text without end, no more is looked at than a key can hold', () => {
  const source = { alt: 'a'.repeat(10_000_000), pageTitle: '', pageUrl: '' };
  const { name } = nameAndExtension({ url: 'data:,', disposition: null, source }, 'image/jpeg');
  expect(name).toMatch(/^a{1024,8192}$/);
});

it('the host is the page’s, or else its own', () => {
  const source = { alt: '', pageTitle: '', pageUrl: 'https://blog.example.com:8080/a' };
  const url = 'https://cdn.example.net/a.jpg';
  expect(hostForName({ url, disposition: null, source })).toBe('blog.example.com');
  expect(hostForName({ url, disposition: null, source: { ...source, pageUrl: '' } })).toBe('cdn.example.net');
  expect(
    hostForName({ url: 'data:,', disposition: null, source: { ...source, pageUrl: 'about:blank' } }),
  ).toBe('');
});
