/** How far each step of a round turns (RFC 1321, 3.4). */
const TURNS: readonly (readonly number[])[] = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** Which word of the block a step of each round takes: every `step`-th one, from `first` on. */
const WORDS = [
  { step: 1, first: 0 },
  { step: 5, first: 1 },
  { step: 3, first: 5 },
  { step: 7, first: 0 },
] as const;

const BLOCK = 64;

/** The bytes, a one, zeros, and the number of bits: whole blocks. */
function padded(bytes: Uint8Array): DataView {
  const blocks = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setBigUint64(blocks.length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}

/** F, G, H and I of RFC 1321, 3.4. */
function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (b & d) | (c & ~d);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

/**
 * The MD5 (RFC 1321) of some bytes, which WebCrypto does not have: for `Content-MD5`, which every S3 knows. It protects from
 * damage, not from anybody.
 */
export function md5(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = padded(bytes);
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += BLOCK) {
    const [a0, b0, c0, d0] = [a, b, c, d];
    for (const [round, { step, first }] of WORDS.entries())
      for (let index = 0; index < 16; index++) {
        const word = view.getInt32(block + ((first + step * index) % 16) * 4, true);
        const constant = Math.floor(Math.abs(Math.sin(round * 16 + index + 1)) * 2 ** 32);
        const sum = (a + mix(round, b, c, d) + constant + word) | 0;
        const turn = TURNS[round]?.[index % 4] ?? 0;
        [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
      }
    [a, b, c, d] = [(a + a0) | 0, (b + b0) | 0, (c + c0) | 0, (d + d0) | 0];
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [index, word] of [a, b, c, d].entries()) digest.setInt32(index * 4, word, true);
  return new Uint8Array(digest.buffer);
}
