/** By round, then by step within four (RFC 1321, 3.4). */
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

const SINES = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));

/** In hex. Browsers have no MD5 of their own; extended XMP is named by one, and by nothing else. */
export function md5(bytes: Uint8Array): string {
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, BigInt(bytes.length) * 8n, true);
  let sums: readonly [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.byteLength; block += 64) {
    let [a, b, c, d] = sums;
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const [mixed, word] =
        round === 0
          ? [(b & c) | (~b & d), step]
          : round === 1
            ? [(d & b) | (~d & c), 5 * step + 1]
            : round === 2
              ? [b ^ c ^ d, 3 * step + 5]
              : [c ^ (b | ~d), 7 * step];
      const sum: number =
        (a + mixed + (SINES[step] ?? 0) + padded.getUint32(block + 4 * (word & 15), true)) | 0;
      const shift = SHIFTS[round]?.[step & 3] ?? 0;
      [a, b, c, d] = [d, b + ((sum << shift) | (sum >>> (32 - shift))), b, c];
    }
    sums = [(sums[0] + a) | 0, (sums[1] + b) | 0, (sums[2] + c) | 0, (sums[3] + d) | 0];
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [index, sum] of sums.entries()) digest.setInt32(4 * index, sum, true);
  return Array.from(new Uint8Array(digest.buffer), byte => byte.toString(16).padStart(2, '0')).join('');
}
