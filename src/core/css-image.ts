/** One version of a picture in a CSS value. */
export interface CssVersion {
  readonly url: string;
  /** Image pixels for one CSS pixel. */
  readonly density: number;
}

/** A picture in a CSS value. Several versions (`image-set`) are sorted: the one with the most pixels first. */
export type CssImage = readonly [best: CssVersion, ...others: readonly CssVersion[]];

/**
 * Of something in quotes, what is within: runs without escapes are taken whole, or a `data:` URL of 16 MB overflows the
 * stack.
 */
const QUOTED = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"|'([^'\\]*(?:\\[\s\S][^'\\]*)*)'/.source;

/** `url("…")` as computed values write it: always quoted, with CSS's escapes. Unquoted ones come from custom properties. */
const URL_FUNCTION = new RegExp(`^url\\(\\s*(?:${QUOTED}|([^"'()\\s\\\\]+))\\s*\\)`, 'i');
const STRING = new RegExp(`^(?:${QUOTED})`);
const IMAGE_SET = /^(?:-webkit-)?image-set\(/i;
const RESOLUTION = /([\d.]+)(dppx|dpi|dpcm|x)\b/i;

/** Dots per `px` unit: CSS Values 4. */
const PER_DPPX = { dppx: 1, x: 1, dpi: 96, dpcm: 96 / 2.54 } as const;

/** Where something begins that may be a picture, or a text. */
const BEGINNING = /(?:-webkit-)?image-set\(|url\(|["']/gi;

/**
 * The pictures in a computed value of `background-image`, `content` and the like, as they are painted: the first is on
 * top.
 */
export function cssImages(value: string): readonly CssImage[] {
  const images: CssImage[] = [];
  let at = 0;
  for (;;) {
    BEGINNING.lastIndex = at;
    const beginning = BEGINNING.exec(value);
    if (beginning === null) return images;
    at = beginning.index;
    const rest = value.slice(at);
    const set = IMAGE_SET.exec(rest)?.[0];
    if (set !== undefined) {
      const inside = insideParentheses(rest.slice(set.length));
      const [best, ...others] = versionsIn(inside);
      if (best !== undefined) images.push([best, ...others]);
      at += set.length + inside.length + 1;
      continue;
    }
    const found = URL_FUNCTION.exec(rest);
    if (found !== null && !isWordCharacter(value[at - 1])) {
      const url = unescaped(found[1] ?? found[2] ?? found[3] ?? '');
      if (url !== '') images.push([{ url, density: 1 }]);
      at += found[0].length;
      continue;
    }
    // Text that `content` shows may look like anything.
    at += STRING.exec(rest)?.[0].length ?? beginning[0].length;
  }
}

const isWordCharacter = (character: string | undefined): boolean => /[\w-]/.test(character ?? '');

/** Up to the parenthesis that closes what was opened just before. */
function insideParentheses(text: string): string {
  const [inside = ''] = splitAtTop(text, ')');
  return inside;
}

/** The versions in an `image-set`, the one with the most pixels first; of equal ones, the author's first. */
function versionsIn(inside: string): readonly CssVersion[] {
  const versions = [...splitAtTop(inside, ',')].flatMap(option => {
    const text = option.trim();
    const url = URL_FUNCTION.exec(text) ?? STRING.exec(text);
    if (url === null) return [];
    const [, number = '1', unit = 'x'] = RESOLUTION.exec(text.slice(url[0].length)) ?? [];
    const perDppx = PER_DPPX[unit.toLowerCase() as keyof typeof PER_DPPX]; // the expression knows only these
    return [{ url: unescaped(url[1] ?? url[2] ?? url[3] ?? ''), density: Number(number) / perDppx }];
  });
  return versions.sort((a, b) => b.density - a.density);
}

/** Splits where the character stands outside of all quotes and parentheses, as far as it is asked for more. */
function* splitAtTop(text: string, separator: ',' | ')'): Generator<string, void, undefined> {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const quoted = /["']/.test(text[at] ?? '') ? STRING.exec(text.slice(at))?.[0] : undefined;
    if (quoted !== undefined) at += quoted.length - 1;
    else if (text[at] === separator && depth === 0) {
      yield text.slice(start, at);
      start = at + 1;
    } else if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
  }
  yield text.slice(start);
}

/** CSS Syntax 3, "Consume an escaped code point". */
const unescaped = (text: string): string =>
  text.replace(/\\(?:([\da-f]{1,6})\s?|\r?\n|([\s\S]))/gi, (_, hex?: string, character?: string) => {
    if (hex === undefined) return character ?? '';
    const code = Number.parseInt(hex, 16);
    return code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  });
