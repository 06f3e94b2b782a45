import type { Album } from '../../core/album';

/**
 * What stands in place of consonants below a syllable and of vowels that are typed in two: so a syllable that is still being
 * typed finds the finished word, also where its last consonant goes on to the next syllable (`살` on the way to `사람`).
 */
const PARTS: ReadonlyMap<string, string> = new Map([
  ...partsOf(
    0x11a8,
    'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ',
  ),
  ...partsOf(0x116a, 'ㅗㅏ ㅗㅐ ㅗㅣ'),
  ...partsOf(0x116f, 'ㅜㅓ ㅜㅔ ㅜㅣ'),
  ...partsOf(0x1174, 'ㅡㅣ'),
]);

function partsOf(first: number, parts: string): readonly (readonly [string, string])[] {
  return parts
    .normalize('NFKD')
    .split(' ')
    .map((part, at) => [String.fromCharCode(first + at), part]);
}

const COMPOSED = /[\u116a-\u116c\u116f-\u1171\u1174\u11a8-\u11c2]/g;
const ASCII = /^[ -~\n]*$/;

/** Small letters without accents, Hangul in consonants and vowels: so `cafe` finds `Café`, and `여ㅎ` finds `여행`. */
export function searchText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(COMPOSED, letter => PARTS.get(letter) ?? letter);
}

/** The words of a query, as {@link matchesWords} takes them. */
export const wordsOf = (query: string): readonly string[] =>
  searchText(query)
    .split(/\s+/)
    .filter(word => word !== '');

/** Whether a name holds all of these words. */
export function matchesWords(name: string, words: readonly string[]): boolean {
  const text = searchText(name);
  return words.every(word => text.includes(word));
}

/** The albums whose name holds every word of `query`. */
export function matching(albums: readonly Album[], query: string): readonly Album[] {
  const words = wordsOf(query);
  return words.length === 0 ? albums : albums.filter(({ name }) => matchesWords(name, words));
}
