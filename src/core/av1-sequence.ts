/** Width and height, in pixels. */
export type Extent = readonly [width: number, height: number];

/** Of all sequence headers of a bitstream (AV1 1.0.0 with errata 1, 5.3); empty where one is not sure. */
export function sequenceExtents(data: Uint8Array<ArrayBuffer>): readonly Extent[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const extents: Extent[] = [];
  for (let at = 0; at < data.length; ) {
    const header = view.getUint8(at);
    at += header & 4 ? 2 : 1;
    let size = data.length - at;
    if (header & 2) {
      size = 0;
      for (let shift = 1, byte = 0x80; byte & 0x80; shift *= 128) {
        byte = view.getUint8(at++);
        size += (byte & 0x7f) * shift;
      }
    }
    if (header >> 3 === 1) extents.push(sequenceExtent(data.subarray(at, at + size)));
    at += size;
  }
  return extents;
}

/** The largest frame that may follow a sequence header (AV1, 5.5.1). */
function sequenceExtent(header: Uint8Array<ArrayBuffer>): Extent {
  let at = 0;
  /** The next number, of so many bits. */
  const next = (bits: number): number => {
    let value = 0;
    for (const last = at + bits; at < last; at++) {
      const byte = header[at >> 3];
      if (byte === undefined) throw new RangeError('a sequence header is cut off');
      value = value * 2 + ((byte >> (7 - (at & 7))) & 1);
    }
    return value;
  };
  next(4); // profile, still picture
  const isReduced = next(1) === 1;
  if (isReduced) next(5);
  else {
    if (next(1) === 1) throw new RangeError('timing is for films');
    const hasDelay = next(1) === 1;
    for (let points = next(5); points >= 0; points--) {
      next(12);
      if (next(5) > 7) next(1); // the tier of a higher level
      if (hasDelay && next(1) === 1) next(4);
    }
  }
  const [widthBits, heightBits] = [next(4) + 1, next(4) + 1];
  // A frame may have a size of its own then, whatever the header says of the largest one.
  return isReduced ? [next(widthBits) + 1, next(heightBits) + 1] : [2 ** widthBits, 2 ** heightBits];
}
