import { percentDecoded } from './encoding';
import type { MediaType } from './media-type';

/**
 * The file name in a Content-Disposition header, as `fetch` hands it over: one character a byte. `filename*` (RFC
 * 8187) counts more than `filename`, as RFC 6266 has it; what real servers write instead is understood where browsers
 * understand it: raw UTF-8 or EUC-KR, percent escapes and RFC 2047's words in `filename`, RFC 2231's continuations,
 * quotes that are missing or do not close. Empty without a name. Hostile; may hold anything.
 */
export function nameInDisposition(header: string | null): string {
  const parameters = parametersOf(header ?? '');
  const extended = parameters.get('filename*') ?? continued(parameters);
  const name = extended === null ? null : decodedExtended(extended);
  return name ?? lastSegment(decodedPlain(parameters.get('filename') ?? ''));
}

/** Has a browser save what comes, under this name (RFC 6266): in UTF-8, as all of them read it. */
export const attachmentNamed = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeOf)}`;

/** A parameter; its value quoted, or up to the next semicolon. Quotes that do not close reach to the end. */
const PARAMETER = /(?:^|;)\s*([^\s=;"]+)\s*=\s*(?:"((?:\\[\s\S]|[^"\\])*)"?|([^;]*))/g;

/** By lower-case name; of two with one name, the first. */
function parametersOf(header: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare] of header.matchAll(PARAMETER)) {
    // A backslash before anything else is part of a Windows path, by all that is on the web.
    const value = quoted?.replace(/\\(["\\])/g, '$1') ?? bare?.trim() ?? '';
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return parameters;
}

/** `filename*0*=UTF-8''…; filename*1=…` put together, as an extended value; null when there are none. */
function continued(parameters: ReadonlyMap<string, string>): string | null {
  let whole = '';
  for (let part = 0; ; part++) {
    const escaped = parameters.get(`filename*${part}*`);
    const plain = parameters.get(`filename*${part}`);
    if (escaped === undefined && plain === undefined) return part === 0 ? null : whole;
    if (part === 0 && escaped === undefined) whole = "utf-8''";
    whole += escaped ?? plain?.replace(/[^\w.-]/g, escapeOf) ?? '';
  }
}

const escapeOf = (character: string): string =>
  character.charCodeAt(0) > 0xff
    ? encodeURIComponent(character)
    : `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** `UTF-8'en'%e2%82%ac%20rates`; null for what is none, or in no known character set. */
function decodedExtended(value: string): string | null {
  const [, charset = '', escaped] = /^([^']*)'[^']*'([\s\S]*)$/.exec(value) ?? [];
  if (escaped === undefined || /%(?![\da-f]{2})/i.test(escaped)) return null;
  const raw = escaped.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodedAs(charset || 'utf-8', raw);
}

function decodedPlain(value: string): string {
  const words = value.replace(/\?=\s+=\?/g, '?==?').replace(ENCODED_WORD, decodedWord);
  const readable = /[\x80-\xff]/.test(words) ? decodedRaw(words) : words;
  return percentDecoded(readable) ?? readable; // as Chrome and Edge do
}

/** RFC 2047: `=?UTF-8?B?…?=`, `=?ISO-8859-1?Q?…?=`. */
const ENCODED_WORD = /=\?([^?\s]+)\?([BQ])\?([^?]*)\?=/gi;

function decodedWord(word: string, charset: string, encoding: string, content: string): string {
  if (encoding.toUpperCase() === 'Q')
    return decodedExtended(`${charset}''${content.replaceAll('_', '%20').replaceAll('=', '%')}`) ?? word;
  try {
    return decodedAs(charset, atob(content)) ?? word;
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidCharacterError') return word; // no base64
    throw error;
  }
}

/** Two bytes for each syllable, as KS X 1001 lays them out: no Latin text looks like that throughout. */
const ONLY_EUC_KR = /^(?:[\0-\x7f]|[\xb0-\xc8][\xa1-\xfe])*$/;

/** Bytes that nobody named a character set for. */
function decodedRaw(raw: string): string {
  const eucKr = ONLY_EUC_KR.test(raw) ? decodedAs('euc-kr', raw) : null;
  return decodedAs('utf-8', raw) ?? eucKr ?? raw;
}

/** `raw`, one character a byte, in a character set; null when that is not known, or this is none of it. */
function decodedAs(charset: string, raw: string): string | null {
  try {
    const bytes = Uint8Array.from(raw, character => {
      const byte = character.charCodeAt(0);
      if (byte > 0xff) throw new RangeError('no byte');
      return byte;
    });
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    // No such character set, no byte; or bytes that it does not have.
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

/** Paths, of either kind, are of the sender's disk. */
const lastSegment = (name: string): string => name.split(/[/\\]/).at(-1) ?? '';

/**
 * Nothing of this kind runs anything when it is opened: pixels, sounds, plain text, and PDF, whose viewers keep it to
 * itself.
 */
const INERT = /^(?:(?:image|video|audio)\/(?!.*xml)[\w.+-]+|text\/(?:plain|csv)|application\/(?:pdf|json))$/;

/**
 * The Content-Disposition that an object is stored with. What could run as a page when somebody opens the bucket's own
 * link (an SVG or HTML file may hold a script of a stranger, and would see all that lies on that host) is to be
 * downloaded instead. `<img>` takes no notice of it, so an SVG is shown all the same; its type stays true, without which
 * `<img>` would not draw it. Null where there is nothing to fear.
 */
export const linkDisposition = (type: MediaType): 'attachment' | null =>
  INERT.test(type) ? null : 'attachment';
