/** LZW's codes of two colours: 0 and 1, "begin anew", "end". */
const CLEAR = 4;
const END = 5;
const MAX_CODES = 4096;

/** A GIF whose screen is one pixel, and whose first frame is `width` × `height` pixels of one colour. */
export function lyingGif(width: number, height: number): Buffer {
  const little = (value: number): number[] => [value & 255, value >> 8];
  const screen = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\xff', 'latin1');
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, ...little(width), ...little(height), 0, 2]);
  const data = runOfZeros(width * height);
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([screen, frame, ...blocks, Buffer.from([0, 0x3b])]);
}

/** The code for each run is the one before and a zero more, until the table is full. */
function runOfZeros(total: number): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  let size = 3;
  const emit = (code: number): void => {
    bits |= code << held;
    for (held += size; held >= 8; held -= 8) {
      bytes.push(bits & 255);
      bits >>>= 8;
    }
  };
  for (let done = 0; done < total; ) {
    emit(CLEAR);
    size = 3;
    for (let run = 1, code = END; done + run <= total && code < MAX_CODES; run++, code++) {
      emit(run === 1 ? 0 : code);
      done += run;
      // The decoder's table has grown by one, but for the first code.
      if (run > 1 && code + 1 === 2 ** size && size < 12) size++;
    }
    if (total - done < MAX_CODES) {
      emit(CLEAR);
      size = 3;
      for (; done < total; done++) {
        emit(0);
        emit(CLEAR);
      }
    }
  }
  emit(END);
  if (held > 0) bytes.push(bits & 255);
  return Buffer.from(bytes);
}
