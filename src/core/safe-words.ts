/** What can be in a server's words that must not be shown or copied: addresses, signatures, credentials. */
const CONFIDENTIAL = /https?:\/\/\S+|\bX-Amz-[\w-]+=\S+|\bA[KS]IA\w{16}\b|[\w+/=%-]{120,}/gi;

/** What changes how the text around it is shown, breaks its line, or stretches it. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** A server's own words, as they can be shown: in one line, without anything confidential, and not endless. */
export function safeWords(text: string, maxCharacters: number): string {
  const safe = text.replace(INVISIBLE, ' ').replace(CONFIDENTIAL, '…');
  return safe.length <= maxCharacters ? safe : `${safe.slice(0, maxCharacters - 1).toWellFormed()}…`;
}
