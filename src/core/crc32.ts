/** Four bytes a step ("slicing-by-4"): a table of 256 for each of them. */
const STEP = 4;

/** The polynomial of ZIP and PNG, its bits the other way round. */
const POLYNOMIAL = 0xedb88320;

/** The first is for a byte alone; each other one is for a byte that one more comes after. Made when first needed. */
const TABLES: Uint32Array[] = [];

function bytewise(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
    return crc;
  });
}

function oneLater(table: Uint32Array | undefined): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    const crc = lookUp(table, byte);
    return (crc >>> 8) ^ lookUp(TABLES[0], crc & 0xff);
  });
}

function lookUp(table: Uint32Array | undefined, index: number): number {
  return table?.[index] ?? 0;
}

/** The CRC-32 (ZIP, PNG annex D) of the bytes that `before` is of and these; `before` is 0 at the start. */
export function crc32(bytes: Uint8Array, before = 0): number {
  if (TABLES.length === 0) TABLES.push(bytewise());
  while (TABLES.length < STEP) TABLES.push(oneLater(TABLES.at(-1)));
  const [first, second, third, fourth] = TABLES;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let crc = ~before;
  let at = 0;
  for (; at + STEP <= bytes.length; at += STEP) {
    crc ^= view.getUint32(at, true);
    crc =
      lookUp(fourth, crc & 0xff) ^
      lookUp(third, (crc >>> 8) & 0xff) ^
      lookUp(second, (crc >>> 16) & 0xff) ^
      lookUp(first, crc >>> 24);
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ lookUp(first, (crc ^ view.getUint8(at)) & 0xff);
  return ~crc >>> 0;
}
