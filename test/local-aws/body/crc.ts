import { crc32 } from 'node:zlib';

/** A hash that is fed bit by bit. */
export interface RunningHash {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** A reflected CRC with all-ones start and end value, as all three of S3's are. */
interface CrcModel {
  readonly bits: 32 | 64;
  /** The generator polynomial, bit-reversed. */
  readonly polynomial: bigint;
}

const CRC_MODELS = {
  CRC32: { bits: 32, polynomial: 0xedb88320n },
  CRC32C: { bits: 32, polynomial: 0x82f63b78n },
  CRC64NVME: { bits: 64, polynomial: 0x9a6c9329ac4bc9b5n },
} as const satisfies Readonly<Record<string, CrcModel>>;

export type CrcName = keyof typeof CRC_MODELS;

/** A running CRC, digested to its big-endian bytes as S3 shows them. */
export function createCrc(name: CrcName): RunningHash {
  if (name === 'CRC32') {
    let value = 0;
    return {
      update: bytes => {
        value = crc32(bytes, value);
      },
      digest: () => bigEndian(BigInt(value), 32),
    };
  }
  return createTableCrc(CRC_MODELS[name]);
}

/**
 * The CRC of two pieces put together, from the CRC of each and the length of the second: the first is multiplied by
 * x^(8·length) modulo the polynomial. This is how S3 knows a whole object's CRC without reading it again.
 */
export function combineCrcs(name: CrcName, first: Buffer, second: Buffer, secondLength: number): Buffer {
  const { bits, polynomial }: CrcModel = CRC_MODELS[name];
  const one = 1n << BigInt(bits - 1); // bit-reversed: the highest bit is x^0
  const multiply = (a: bigint, b: bigint) => {
    let product = 0n;
    let shifted = b;
    for (let bit = one; bit > 0n; bit >>= 1n) {
      if ((a & bit) !== 0n) product ^= shifted;
      shifted = (shifted & 1n) === 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
    }
    return product;
  };
  let power = one;
  let square = one >> 1n; // x^1
  for (let exponent = BigInt(secondLength) * 8n; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) power = multiply(power, square);
    square = multiply(square, square);
  }
  const value = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
  return bigEndian(multiply(power, value(first)) ^ value(second), bits);
}

/** Byte by byte over a table, in two 32-bit halves since JavaScript's 64-bit integers are slow. */
function createTableCrc({ bits, polynomial }: CrcModel): RunningHash {
  const { high, low } = tableOf(polynomial);
  let highHalf = bits === 64 ? -1 : 0;
  let lowHalf = -1;
  return {
    update: bytes => {
      for (const byte of bytes) {
        const index = (lowHalf ^ byte) & 0xff;
        lowHalf = ((lowHalf >>> 8) | (highHalf << 24)) ^ (low[index] ?? 0);
        highHalf = (highHalf >>> 8) ^ (high[index] ?? 0);
      }
    },
    digest: () => {
      const inverted = (BigInt(~highHalf >>> 0) << 32n) | BigInt(~lowHalf >>> 0);
      return bigEndian(BigInt.asUintN(bits, inverted), bits);
    },
  };
}

function tableOf(polynomial: bigint): { readonly high: Int32Array; readonly low: Int32Array } {
  const high = new Int32Array(256);
  const low = new Int32Array(256);
  for (let index = 0; index < 256; index++) {
    let value = BigInt(index);
    for (let bit = 0; bit < 8; bit++) {
      value = (value & 1n) === 1n ? (value >> 1n) ^ polynomial : value >> 1n;
    }
    high[index] = Number(BigInt.asIntN(32, value >> 32n));
    low[index] = Number(BigInt.asIntN(32, value));
  }
  return { high, low };
}

function bigEndian(value: bigint, bits: number): Buffer {
  return Buffer.from(value.toString(16).padStart(bits / 4, '0'), 'hex');
}
