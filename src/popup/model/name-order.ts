/** Compares names as people do: `2` before `10`, capitals beside small letters. */
export const nameOrder = (language: string): Intl.Collator['compare'] =>
  new Intl.Collator(language, { numeric: true }).compare;

/**
 * Small letters without accents, and decomposed: so `cafe` finds `Café`, and a Hangul syllable that is still being
 * typed (`여ㅎ`) finds the finished word (`여행`).
 */
const normalized = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The words of a query, as {@link matchesWords} takes them. */
export const wordsOf = (query: string): readonly string[] =>
  normalized(query)
    .split(/\s+/)
    .filter(word => word !== '');

/** Whether a name holds all of these words. */
export function matchesWords(name: string, words: readonly string[]): boolean {
  const text = normalized(name);
  return words.every(word => text.includes(word));
}
