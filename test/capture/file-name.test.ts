import { describe, expect, it } from 'vitest';
import { hostForName, nameAndExtension, nameInUrl } from '../../src/capture/file-name';

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
  ['https://example.com/media/GxYz?format=jpg&name=large', 'GxYz'],
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
