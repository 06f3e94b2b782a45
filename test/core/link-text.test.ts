import { describe, expect, it } from 'vitest';
import {
  copiedLinks,
  LINK_FORMATS,
  type Linked,
  linkLifetimes,
  linkText,
  nearestLifetime,
} from '../../src/core/link-text';
import { objectUrl } from '../../src/core/s3-url';

const cat: Linked = {
  url: 'https://b.s3.eu-west-1.amazonaws.com/Trips/cat%20%28a%29.jpg?X-Amz-Date=1&X-Amz-Expires=2',
  s3Uri: 's3://b/Trips/cat (a).jpg',
  name: 'cat [a] "b" <c> & d.jpg',
  isImage: true,
};
const letter: Linked = {
  ...cat,
  url: 'https://b.example/letter.pdf',
  name: 'letter [1].pdf',
  isImage: false,
};

describe('the line that is copied of a stranger’s key', () => {
  const HOSTILE = [
    'a\nhttps://evil.example/',
    'a\r\n# heading',
    'a\u2028b\u2029c\u0085d',
    '\u202egpj.exe',
    '](https://evil.example/)![x',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '[/img][url=https://evil.example/]',
    '&lt;script&gt;',
    '\\',
    '`x`',
    '\u0000\u001b[31m',
  ];
  it.each(LINK_FORMATS.flatMap(format => HOSTILE.map(name => [format, name] as const)))(
    'as %s holds nothing that ends it or turns it: %j',
    (format, name) => {
      const url = objectUrl({ bucket: 'b', endpoint: '', pathStyle: false, region: 'eu-west-1' }, name).href;
      const { text } = copiedLinks(format, [
        { key: `A/${name}`, url, s3Uri: `s3://b/A/${name}`, expiresAt: null },
      ]);
      expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      const unescaped = format === 'markdown' ? text.replace(/\\[!-/:-@[-`{-~]/g, '') : text;
      if (format === 'markdown') expect(unescaped).toMatch(/^\[[^[\]]*\]\([^()\s]*\)$/);
      if (format === 'html') expect(text).toMatch(/^<a href="[^"<>]*">[^<>]*<\/a>$/);
      if (format === 'bbcode') expect(text).toMatch(/^\[url=[^[\]]*\][^[\]]*\[\/url\]$/);
    },
  );
});

describe('a link as', () => {
  it.each([
    ['url', cat, cat.url],
    ['s3', cat, 's3://b/Trips/cat (a).jpg'],
    ['markdown', cat, `![cat \\[a\\] "b" \\<c\\> \\& d\\.jpg](${cat.url})`],
    ['markdown', letter, '[letter \\[1\\]\\.pdf](https://b.example/letter.pdf)'],
    [
      'html',
      cat,
      `<img src="${cat.url.replace('&', '&amp;')}" alt="cat [a] &quot;b&quot; &lt;c&gt; &amp; d.jpg">`,
    ],
    ['html', letter, '<a href="https://b.example/letter.pdf">letter [1].pdf</a>'],
    ['bbcode', cat, `[img]${cat.url}[/img]`],
    ['bbcode', letter, '[url=https://b.example/letter.pdf]letter (1).pdf[/url]'],
  ] as const)('%s', (format, linked, text) => expect(linkText(format, linked)).toBe(text));

  it('Markdown, where a base URL of a person’s own has parentheses', () => {
    expect(linkText('markdown', { ...cat, url: 'https://b.example/a(b)/c.jpg', name: 'c' })).toBe(
      '![c](https://b.example/a%28b%29/c.jpg)',
    );
  });
});

describe('how long a link may be asked to work', () => {
  it('is an hour where credentials of a pool sign it, and up to seven days where access keys do', () => {
    expect(linkLifetimes('guest')).toEqual([300, 900, 3600]);
    expect(linkLifetimes('user')).toEqual([300, 900, 3600]);
    expect(linkLifetimes('keys').at(-1)).toBe(7 * 24 * 3600);
  });

  it('is the nearest that comes true, where the preference is of other settings', () => {
    expect(nearestLifetime(604_800, linkLifetimes('guest'))).toBe(3600);
    expect(nearestLifetime(300, linkLifetimes('guest'))).toBe(300);
    expect(nearestLifetime(86_400, linkLifetimes('keys'))).toBe(86_400);
  });
});
