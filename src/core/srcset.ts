/** One image candidate of a `srcset`, as it stands there: the URL is not resolved. */
export interface SrcsetCandidate {
  readonly url: string;
  /** Width in image pixels, from a `w` descriptor; null without one. */
  readonly width: number | null;
  /** Image pixels for one CSS pixel, from an `x` descriptor; 1 when there is no descriptor at all. */
  readonly density: number;
}

/** HTML's ASCII whitespace. */
const SPACE = '\\t\\n\\f\\r ';
const LEADING = new RegExp(`^[${SPACE},]*`);
const URL_TOKEN = new RegExp(`^[^${SPACE}]+`);
const SPACES = new RegExp(`[${SPACE}]+`);

/** Authors write a dozen, at most; a page that has more wants to keep us busy. */
const MAX_CANDIDATES = 500;

/**
 * All candidates of a `srcset` attribute, by the grammar of the HTML Standard ("Parse a srcset attribute"): a URL goes
 * on to the next white space, so it may hold commas; commas in parentheses end nothing. What the standard drops as
 * erroneous is dropped, and so is what comes after 500 of them. Never throws.
 */
export function parseSrcset(text: string): readonly SrcsetCandidate[] {
  const candidates: SrcsetCandidate[] = [];
  let rest = text;
  while (candidates.length < MAX_CANDIDATES) {
    rest = rest.replace(LEADING, '');
    const token = URL_TOKEN.exec(rest)?.[0];
    if (token === undefined) break;
    rest = rest.slice(token.length);
    if (token.endsWith(',')) {
      candidates.push({ url: token.replace(/,+$/, ''), width: null, density: 1 });
      continue;
    }
    const descriptors = descriptorsAtStart(rest);
    rest = rest.slice(descriptors.length);
    const candidate = withDescriptors(token, descriptors);
    if (candidate !== null) candidates.push(candidate);
  }
  return candidates;
}

/** Up to the comma that ends them; one within parentheses does not. */
function descriptorsAtStart(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ',' && depth === 0) return text.slice(0, at);
  }
  return text;
}

function withDescriptors(url: string, text: string): SrcsetCandidate | null {
  let width: number | null = null;
  let density: number | null = null;
  let height: number | null = null;
  for (const descriptor of text.split(SPACES).filter(part => part !== '')) {
    const [, digits = '', unit] = /^([-+.\deE]+)([wxh])$/.exec(descriptor) ?? [];
    const value = Number(digits);
    if (unit === 'w' && /^\d+$/.test(digits) && value > 0 && width === null && density === null)
      width = value;
    else if (
      unit === 'x' &&
      !digits.startsWith('+') &&
      value >= 0 &&
      width === null &&
      density === null &&
      height === null
    )
      density = value;
    else if (unit === 'h' && /^\d+$/.test(digits) && value > 0 && height === null && density === null)
      height = value;
    else return null;
  }
  // The standard: a height means something beside a width only.
  if (height !== null && width === null) return null;
  return { url, width, density: density ?? 1 };
}
