import { type FileHandle, open } from 'node:fs/promises';
import { encodePng } from './png';

/** A part of the screen, in pixels. */
export interface ScreenArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Xvfb keeps its picture in a file (-fbdir) in XWD's format: this many numbers of four bytes first. */
const XWD_HEADER_FIELDS = 25;
/** Where in that header the fields are that we need. */
const FIELD = { headerSize: 0, width: 4, height: 5, bytesPerLine: 12, colours: 19 };
const XWD_COLOUR_BYTES = 12;
const BYTES_PER_PIXEL = 4;

/** Reads what an Xvfb shows right now, native menus and prompts included, without any tool. */
export class Framebuffer {
  readonly width: number;
  readonly height: number;
  private readonly file: FileHandle;
  private readonly start: number;
  private readonly bytesPerLine: number;

  private constructor(file: FileHandle, header: Buffer) {
    const field = (index: number): number => header.readUInt32BE(index * 4);
    this.file = file;
    this.width = field(FIELD.width);
    this.height = field(FIELD.height);
    this.bytesPerLine = field(FIELD.bytesPerLine);
    this.start = field(FIELD.headerSize) + field(FIELD.colours) * XWD_COLOUR_BYTES;
  }

  /** Opens the file that Xvfb made; it has its header as soon as the server accepts connections. */
  static async open(path: string): Promise<Framebuffer> {
    const file = await open(path, 'r');
    const header = Buffer.alloc(XWD_HEADER_FIELDS * 4);
    await file.read(header, 0, header.length, 0);
    return new Framebuffer(file, header);
  }

  /** The area's pixels as they lie in memory: blue, green, red and an unused byte each. */
  async pixels(area: ScreenArea): Promise<Buffer> {
    const lines = Array.from({ length: area.height }, async (_, line) => {
      const bytes = Buffer.alloc(area.width * BYTES_PER_PIXEL);
      const offset = this.start + (area.y + line) * this.bytesPerLine + area.x * BYTES_PER_PIXEL;
      await this.file.read(bytes, 0, bytes.length, offset);
      return bytes;
    });
    return Buffer.concat(await Promise.all(lines));
  }

  /** A PNG of an area, or of the whole screen. */
  async png(area: ScreenArea = { x: 0, y: 0, width: this.width, height: this.height }): Promise<Buffer> {
    const pixels = await this.pixels(area);
    const lineBytes = 1 + area.width * 3;
    const rows = Buffer.alloc(lineBytes * area.height); // each line starts with filter type 0
    for (let y = 0; y < area.height; y++) {
      for (let x = 0; x < area.width; x++) {
        const from = (y * area.width + x) * BYTES_PER_PIXEL;
        const to = y * lineBytes + 1 + x * 3;
        rows[to] = pixels[from + 2] ?? 0;
        rows[to + 1] = pixels[from + 1] ?? 0;
        rows[to + 2] = pixels[from] ?? 0;
      }
    }
    return encodePng(area.width, area.height, rows);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
