import { type Extent, sequenceExtents } from './av1-sequence';

// AVIF (AV1 Image File Format 1.1): boxes (ISO/IEC 14496-12), in which items (ISO/IEC 23008-12) hold AV1 bitstreams.

interface Box {
  readonly type: string;
  /** Where its content begins and ends in the file. */
  readonly start: number;
  readonly end: number;
}

/** Item types that hold no pixels: metadata, and what is made of other items without growing. */
const WITHOUT_PIXELS: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ', 'iden', 'tmap']);

/**
 * Items, and the extents that they are put together of. Each may claim 65,535 extents of no bytes in six bytes: more than
 * these are meant to keep us busy.
 */
const MAX_EXTENTS = 4096;

/**
 * Of every image in it: as its properties claim, as a grid is put together, and as the AV1 sequence headers say, which is
 * what decoders allocate for. Empty where that is not sure; of image sequences (`moov`) it is not looked for.
 */
export function avifExtents({
  bytes,
  view,
}: {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
}): readonly Extent[] {
  const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  const boxesIn = (start: number, end: number): readonly Box[] => {
    const boxes: Box[] = [];
    for (let at = start; at + 8 <= end; ) {
      const size = view.getUint32(at);
      const head = size === 1 ? 16 : 8;
      const length = size === 1 ? Number(view.getBigUint64(at + 8)) : size || end - at;
      if (length < head || at + length > end) throw new RangeError('a box ends outside of its parent');
      boxes.push({ type: text(at + 4), start: at + head, end: at + length });
      at += length;
    }
    return boxes;
  };
  /** The only one: of two, nobody knows which a decoder takes. */
  const only = (type: string, boxes: readonly Box[]): Box => {
    const [found, second] = boxes.filter(box => box.type === type);
    if (found === undefined || second !== undefined) throw new RangeError(`${type}: none, or two`);
    return found;
  };

  const file = boxesIn(0, bytes.length);
  if (file.some(({ type }) => type === 'moov')) return [];
  const metaBox = only('meta', file);
  const meta = boxesIn(metaBox.start + 4, metaBox.end);
  const properties = only('iprp', meta);
  const container = only('ipco', boxesIn(properties.start, properties.end));
  const extents: Extent[] = boxesIn(container.start, container.end)
    .filter(({ type }) => type === 'ispe')
    .map(({ start }) => [view.getUint32(start + 4), view.getUint32(start + 8)]);

  const types = itemTypes(only('iinf', meta));
  let read = 0;
  for (const [id, ranges] of itemRanges(only('iloc', meta))) {
    const type = types.get(id) ?? '';
    if (WITHOUT_PIXELS.has(type)) continue;
    const data = joined(ranges);
    // Items that share bytes could make this read the file as often as there are items.
    read += data.length;
    if (read > bytes.length) return [];
    const found = type === 'grid' ? [gridExtent(data)] : type === 'av01' ? sequenceExtents(data) : [];
    if (found.length === 0) return [];
    extents.push(...found);
  }
  return extents;

  function itemTypes({ start, end }: Box): ReadonlyMap<number, string> {
    const entries = boxesIn(start + (view.getUint8(start) === 0 ? 6 : 8), end);
    return new Map(
      entries.map(entry => {
        const isLong = view.getUint8(entry.start) === 3;
        const id = isLong ? view.getUint32(entry.start + 4) : view.getUint16(entry.start + 4);
        return [id, text(entry.start + (isLong ? 10 : 8))];
      }),
    );
  }

  /** Where the bytes of each item lie (ISO/IEC 14496-12, 8.11.3). */
  function itemRanges({ start }: Box): ReadonlyMap<number, readonly Box[]> {
    const version = view.getUint8(start);
    const sizes = view.getUint16(start + 4);
    let at = start + 6;
    /** The next number, of so many bytes. */
    const next = (size: number): number => {
      let value = 0;
      for (const last = at + size; at < last; at++) value = value * 256 + view.getUint8(at);
      return value;
    };
    const ranges = new Map<number, readonly Box[]>();
    let idat: Box | undefined;
    let left = MAX_EXTENTS;
    for (let items = next(version < 2 ? 2 : 4); items > 0; items--) {
      const id = next(version < 2 ? 2 : 4);
      const method = version === 0 ? 0 : next(2) & 15;
      if (method > 1 || next(2) !== 0) throw new RangeError('it lies in another item, or another file');
      if (method === 1) idat ??= only('idat', meta);
      const base = next((sizes >> 4) & 15) + (method === 1 ? (idat?.start ?? 0) : 0);
      const extentCount = next(2);
      left -= 1 + extentCount;
      if (left < 0) throw new RangeError('too many items or extents');
      ranges.set(
        id,
        Array.from({ length: extentCount }, () => {
          if (version > 0) next(sizes & 15);
          const from = base + next(sizes >> 12);
          return { type: '', start: from, end: from + next((sizes >> 8) & 15) };
        }),
      );
    }
    return ranges;
  }

  function joined(ranges: readonly Box[]): Uint8Array<ArrayBuffer> {
    const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    if (total > bytes.length || ranges.some(({ end }) => end > bytes.length))
      throw new RangeError('an item lies outside of the file');
    if (ranges[0] !== undefined && ranges.length === 1) return bytes.subarray(ranges[0].start, ranges[0].end);
    const data = new Uint8Array(total);
    let at = 0;
    for (const { start, end } of ranges) {
      data.set(bytes.subarray(start, end), at);
      at += end - start;
    }
    return data;
  }
}

/** What its tiles are put together to (ISO/IEC 23008-12, 6.6.2.3). */
function gridExtent(data: Uint8Array<ArrayBuffer>): Extent {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return view.getUint8(1) & 1
    ? [view.getUint32(4), view.getUint32(8)]
    : [view.getUint16(4), view.getUint16(6)];
}
