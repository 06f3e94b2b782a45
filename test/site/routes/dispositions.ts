import type { CaseRoute } from '../exchange';
import { sendPhoto } from '../exchange';

/** How a header travels: one character a byte. */
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');

/** `/cases/named/KEY/PHOTO`: Content-Disposition as RFC 6266 and RFC 8187 have it, and as real servers write it. */
export const DISPOSITIONS = {
  token: 'attachment; filename=token.jpg',
  quoted: 'inline; filename="two words.jpg"',
  escaped: 'inline; filename="the \\"best\\" one.jpg"',
  semicolon: 'inline; filename="one; two.jpg"; size=1',
  extended: "inline; filename*=UTF-8''%EB%B3%84%20%F0%9F%8C%8C.jpg",
  'extended-language': "inline; filename*=UTF-8'ko'%EB%B0%94%EB%8B%A4.jpg",
  'extended-latin1': "inline; filename*=iso-8859-1'de'sch%F6n.jpg",
  both: `inline; filename="fallback.jpg"; filename*=UTF-8''caf%C3%A9.jpg`,
  'both-reversed': `inline; filename*=UTF-8''caf%C3%A9.jpg; filename="fallback.jpg"`,
  'upper-case': 'INLINE; FILENAME="SHOUTED.JPG"',
  spaced: 'attachment ; filename = "spaced.jpg"',
  unclosed: 'attachment; filename="unclosed.jpg',
  'raw-utf8': `attachment; filename="${utf8('바다.jpg')}"`,
  percent: 'attachment; filename="caf%C3%A9.jpg"',
  'encoded-word': 'attachment; filename="=?UTF-8?B?67CU64ukLmpwZw==?="',
  continued: `attachment; filename*0*=UTF-8''caf%C3%A9; filename*1="-noir.jpg"`,
  path: 'attachment; filename="../../etc/passwd.jpg"',
  'windows-path': 'attachment; filename="C:\\\\Users\\\\ann\\\\cat.jpg"',
  empty: 'attachment; filename=""',
  'no-name': 'attachment',
  'wrong-extension': 'attachment; filename="poster.php"',
  double: 'attachment; filename="setup.exe.jpg"',
  bidi: `attachment; filename*=UTF-8''cod%E2%80%AEgpj.exe`,
  'zero-width': `attachment; filename*=UTF-8''ro%E2%80%8Bck%EF%BB%BFet.jpg`,
  controls: `attachment; filename*=UTF-8''line%0D%0Abreak%00.jpg`,
  decomposed: `attachment; filename*=UTF-8''cafe%CC%81.jpg`,
  dots: 'attachment; filename="...hidden.jpg"',
  markup: 'attachment; filename="<img src=x onerror=alert(1)>.jpg"',
} as const;

export type Disposition = keyof typeof DISPOSITIONS;

const isDisposition = (key: string): key is Disposition => Object.hasOwn(DISPOSITIONS, key);

export const named: CaseRoute = exchange => {
  const [key = ''] = exchange.rest;
  const header = isDisposition(key) ? DISPOSITIONS[key] : DISPOSITIONS['no-name'];
  sendPhoto(exchange, { 'content-disposition': header });
};
