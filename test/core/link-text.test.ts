import { describe, expect, it } from 'vitest';
import { type Linked, linkText } from '../../src/core/link-text';

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

describe('a link as', () => {
  it.each([
    ['url', cat, cat.url],
    ['s3', cat, 's3://b/Trips/cat (a).jpg'],
    ['markdown', cat, `![cat \\[a\\] "b" \\<c\\> & d\\.jpg](${cat.url})`],
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
