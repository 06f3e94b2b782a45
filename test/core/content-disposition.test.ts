import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { linkDisposition, nameInDisposition } from '../../src/core/content-disposition';
import { anyText } from './any-text';

/** A header as it travels and as `fetch` hands it over: the bytes of a text, one character each. */
const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

describe('nameInDisposition', () => {
  it.each([
    // RFC 6266, section 5, and RFC 8187, section 3.2.2
    ['Attachment; filename=example.html', 'example.html'],
    ['INLINE; FILENAME= "an example.html"', 'an example.html'],
    ["attachment; filename*= UTF-8''%e2%82%ac%20rates", '€ rates'],
    [`attachment; filename="EURO rates"; filename*=utf-8''%e2%82%ac%20rates`, '€ rates'],
    [`attachment; filename*=utf-8''%e2%82%ac%20rates; filename="EURO rates"`, '€ rates'],
    ["attachment; filename*=iso-8859-1'en'%A3%20rates", '£ rates'],
    ["attachment; filename*=UTF-8'en'foo%2Dbar.jpg", 'foo-bar.jpg'],
    ["attachment; filename*=EUC-KR'ko'%B0%ED%BE%E7%C0%CC.jpg", '고양이.jpg'],
    // Quoting
    ['attachment; filename="a \\"quoted\\" name.jpg"', 'a "quoted" name.jpg'],
    ['attachment; filename="a;b=c.jpg"', 'a;b=c.jpg'],
    ['attachment; filename="unclosed.jpg', 'unclosed.jpg'],
    ['attachment; filename=no quotes at all.jpg; size=3', 'no quotes at all.jpg'],
    ['attachment ; filename = "spaces.jpg" ;', 'spaces.jpg'],
    ['filename="without a type.jpg"', 'without a type.jpg'],
    // What only looks like it
    ['attachment; x="; filename=evil.exe"; filename=good.jpg', 'good.jpg'],
    ['attachment; xfilename=evil.exe', ''],
    ['attachment; filename=first.jpg; filename=second.jpg', 'first.jpg'],
    ['attachment', ''],
    ['', ''],
    [null, ''],
    // Extended values that are none: then the plain one
    ["attachment; filename=plain.jpg; filename*=UTF-8''%E", 'plain.jpg'],
    ["attachment; filename=plain.jpg; filename*=UTF-8''%80", 'plain.jpg'],
    ["attachment; filename=plain.jpg; filename*=klingon''x", 'plain.jpg'],
    ['attachment; filename=plain.jpg; filename*=foo', 'plain.jpg'],
    // Paths of the sender's disk
    ['attachment; filename="C:\\photos\\cat.jpg"', 'cat.jpg'],
    ['attachment; filename="../../etc/cat.jpg"', 'cat.jpg'],
    // What servers send although no RFC lets them
    [asBytes('attachment; filename="고양이.jpg"'), '고양이.jpg'],
    ['attachment; filename="\xb0\xed\xbe\xe7\xc0\xcc.jpg"', '고양이.jpg'],
    ['attachment; filename="caf\xe9.jpg"', 'café.jpg'],
    ['attachment; filename="%EA%B3%A0%EC%96%91%EC%9D%B4.jpg"', '고양이.jpg'],
    ['attachment; filename="100% wool.jpg"', '100% wool.jpg'],
    ['attachment; filename="=?UTF-8?B?6rOg7JaR7J20?= =?UTF-8?Q?_1.jpg?="', '고양이 1.jpg'],
    ['attachment; filename="=?broken?B?%%%?=.jpg"', '=?broken?B?%%%?=.jpg'],
    ['attachment; filename*0="a b"; filename*1=".jpg"', 'a b.jpg'],
    ["attachment; filename*0*=UTF-8''%ea%b3%a0; filename*1*=%ec%96%91; filename*2=.jpg", '고양.jpg'],
  ])('%s', (header, name) => expect(nameInDisposition(header)).toBe(name));

  it('reads back every name that was written as RFC 8187 wants it, and never throws', () => {
    fc.assert(
      fc.property(anyText(), text => {
        const name = text.toWellFormed().replaceAll('\ufeff', '');
        const escaped = encodeURIComponent(name).replaceAll("'", '%27');
        expect(nameInDisposition(`inline; filename="x"; filename*=UTF-8''${escaped}`)).toBe(name);
        nameInDisposition(text);
        nameInDisposition(`attachment; filename=${text}`);
        nameInDisposition(`attachment; filename*=${text}`);
      }),
    );
  });
});

test.each([
  'image/svg+xml',
  'text/html',
  'application/xhtml+xml',
  'text/xml',
  'application/xml',
  'text/html;charset=utf-8',
])('%s could run as a page: its link downloads it', type => {
  expect(linkDisposition(type)).toBe('attachment');
});

test.each(['image/jpeg', 'image/x-icon', 'video/mp4', 'audio/ogg', 'text/plain', 'application/pdf'])(
  '%s is opened by its link',
  type => {
    expect(linkDisposition(type)).toBeNull();
  },
);

test.each(['application/octet-stream', 'application/x-anything', '', 'nonsense'])(
  'an unknown media type is downloaded by its link: %s',
  type => {
    expect(linkDisposition(type)).toBe('attachment');
  },
);
