/** Where these characters (of one byte each) begin, from `from` on; -1 where they don’t. */
export function findText(bytes: Uint8Array, text: string, from = 0): number {
  const wanted = Array.from(text, character => character.charCodeAt(0));
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}
