/** A directory's entries by tag: a text, or the directory that the entry leads to. */
export interface Entries {
  readonly [tag: number]: string | Entries;
}

/** A TIFF structure that holds these entries, as cameras write it. */
export function tiffWith(entries: Entries, { isLittle = true } = {}): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(2048));
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  let free = 8;
  const write = (directory: Entries): number => {
    const all = Object.entries(directory);
    const start = free;
    free += 2 + 12 * all.length + 4;
    view.setUint16(start, all.length, isLittle);
    for (const [index, [tag, value]] of all.entries()) {
      const entry = start + 2 + 12 * index;
      view.setUint16(entry, Number(tag), isLittle);
      view.setUint16(entry + 2, typeof value === 'string' ? 2 : 4, isLittle);
      view.setUint32(entry + 4, typeof value === 'string' ? value.length + 1 : 1, isLittle);
      view.setUint32(entry + 8, typeof value === 'string' ? free : write(value), isLittle);
      if (typeof value !== 'string') continue;
      for (const character of `${value}\0`) view.setUint8(free++, character.charCodeAt(0));
    }
    return start;
  };
  write(entries);
  return new Uint8Array(view.buffer, 0, free);
}

/** A JPEG's first bytes, with Exif that holds these texts: DateTimeOriginal, and OffsetTimeOriginal unless it is empty. */
export function jpegTakenAt(date: string, offset = '', isLittle = true): Uint8Array<ArrayBuffer> {
  const exif = { 36867: date, ...(offset !== '' && { 36881: offset }) };
  const tiff = tiffWith({ 271: 'Camera', 34665: exif }, { isLittle });
  const length = 2 + 6 + tiff.length;
  const segment = [0xff, 0xe1, length >> 8, length & 0xff, ...new TextEncoder().encode('Exif\0\0')];
  return new Uint8Array([0xff, 0xd8, ...segment, ...tiff]);
}
