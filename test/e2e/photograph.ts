/** Draws a picture of a size, as JPEG in base64. Runs in a page. */
export async function drawJpeg([width, height]: readonly [number, number]): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.fillStyle = 'teal';
    context.fillRect(0, 0, width, height);
    context.fillStyle = 'gold';
    context.fillRect(0, 0, width / 2, height / 3);
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
  return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
}

/** Where pictures can be drawn. */
interface Drawing {
  evaluate(draw: typeof drawJpeg, size: readonly [number, number]): Promise<string>;
}

async function jpeg(page: Drawing, width: number, height: number): Promise<Buffer> {
  return Buffer.from(await page.evaluate(drawJpeg, [width, height]), 'base64');
}

/** One entry of an Exif directory: tag, type 3 (16 bits) or 4 (32 bits), and its value. */
type Entry = readonly [tag: number, type: 3 | 4, value: number];

function directory(entries: readonly Entry[], next: number): Buffer {
  const bytes = Buffer.alloc(2 + 12 * entries.length + 4);
  bytes.writeUInt16BE(entries.length, 0);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const at = 2 + 12 * index;
    bytes.writeUInt16BE(tag, at);
    bytes.writeUInt16BE(type, at + 2);
    bytes.writeUInt32BE(1, at + 4);
    if (type === 3) bytes.writeUInt16BE(value, at + 8);
    else bytes.writeUInt32BE(value, at + 8);
  }
  bytes.writeUInt32BE(next, bytes.length - 4);
  return bytes;
}

/** The segment of a JPEG in which cameras keep a small picture. */
export function exifSegment(orientation: number, thumbnail: Uint8Array): Buffer {
  const header = Buffer.from('MM\0*\0\0\0\x08', 'latin1');
  const first = directory([[0x0112, 3, orientation]], 8 + 18);
  const at = 8 + 18 + 30;
  const second = directory(
    [
      [0x0201, 4, at],
      [0x0202, 4, thumbnail.length],
    ],
    0,
  );
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), header, first, second, thumbnail]);
  const marker = Buffer.alloc(4);
  marker.writeUInt16BE(0xffe1, 0);
  marker.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([marker, payload]);
}

/**
 * A photograph of 1600 × 1200 pixels as it comes out of a camera, `size` bytes large; with a small picture in it or
 * without.
 */
export async function photograph(
  page: Drawing,
  orientation: number,
  size: number,
  hasThumbnail: boolean,
): Promise<Buffer> {
  const photo = await jpeg(page, 1600, 1200);
  const exif = exifSegment(orientation, hasThumbnail ? await jpeg(page, 160, 120) : new Uint8Array());
  const whole = Buffer.concat([photo.subarray(0, 2), exif, photo.subarray(2)]);
  return Buffer.concat([whole, Buffer.alloc(size - whole.length)]);
}
