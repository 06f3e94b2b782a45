import { box, u32 } from '../location/crafted-files';

// RAW files as small as they can be, with a JPEG where each camera has it. Texts of one character a byte.

type Value = number | string;
type Entry = readonly [tag: number, type: number, count: number, value: Value];

const number = (value: number, bytes: number, isLittle: boolean): string => {
  const all = Array.from({ length: bytes }, (_, index) => String.fromCharCode((value >>> (8 * index)) & 255));
  return (isLittle ? all : all.toReversed()).join('');
};

const SHORT = 3;
export const LONG = 4;

/** A directory; a SHORT stands at the beginning of its four bytes. */
export const directory = (entries: readonly Entry[], next: number, isLittle = true): string =>
  number(entries.length, 2, isLittle) +
  entries
    .map(
      ([tag, type, count, value]) =>
        number(tag, 2, isLittle) +
        number(type, 2, isLittle) +
        number(count, 4, isLittle) +
        (typeof value === 'string'
          ? value.padEnd(4, '\0')
          : type === SHORT && count === 1
            ? number(value, 2, isLittle) + '\0\0'
            : number(value, 4, isLittle)),
    )
    .join('') +
  number(next, 4, isLittle);

/** Pieces at their offsets, with nothing between them. */
export function placed(size: number, pieces: Readonly<Record<number, string>>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (const [at, text] of Object.entries(pieces)) bytes.set(Buffer.from(text, 'latin1'), Number(at));
  return bytes;
}

const tiffHead = (magic: string, first = 8, isLittle = magic.startsWith('II')): string =>
  magic + number(first, 4, isLittle);

const turned = (orientation: number): Entry => [0x112, SHORT, 1, orientation];

/** Where its small and its large JPEG stand; what else a camera has is empty. */
export interface RawFile {
  readonly name: string;
  readonly size: number;
  readonly pieces: Readonly<Record<number, string>>;
  readonly orientation: number;
}

/** A small JPEG and a large one in a file of each kind; `size` bytes of it are raw data. */
export function rawFiles(small: string, large: string, size: number): readonly RawFile[] {
  const at = { small: 20_000, large: 60_000 };
  const both = { [at.small]: small, [at.large]: large };
  const jpeg = (start: number, text: string): readonly Entry[] => [
    [0x201, LONG, 1, start],
    [0x202, LONG, 1, text.length],
  ];
  const colours: Entry = [0x102, SHORT, 3, 200];
  const strip = (start: number, text: string): readonly Entry[] => [
    colours,
    [0x111, LONG, 1, start],
    [0x117, LONG, 1, text.length],
  ];
  const raw: readonly Entry[] = [
    [0x102, SHORT, 1, 14],
    [0x111, LONG, 1, 1_000_000],
    [0x117, LONG, 1, size - 1_000_001],
  ];
  const file = (name: string, pieces: RawFile['pieces'], orientation = 6): RawFile => ({
    name,
    size,
    pieces,
    orientation,
  });
  const canonUuid = '\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48';
  const head = box('ftyp', 'crx \0\0\0\x01crx isom');
  const moov = box(
    'moov',
    box(
      'uuid',
      canonUuid +
        box('CMT1', tiffHead('II*\0') + directory([turned(6)], 0)) +
        box('THMB', `\0\0\0\0\0\xa0\0\x78${u32(small.length)}\0\x01\0\0${small}`),
    ),
  );
  const preview = box(
    'uuid',
    `${'p'.repeat(16)}\0\0\0\0\0\0\0\x01${box('PRVW', `\0\0\0\0\0\x01\x06\x54\x04\x38\0\x01${u32(large.length)}${large}`)}`,
  );
  return [
    file('IMG_0001.CR2', {
      0: tiffHead('II*\0'),
      8: directory([turned(6), ...strip(at.large, large)], 300),
      300: directory(jpeg(at.small, small), 500),
      500: directory(raw, 0),
      ...both,
    }),
    file('IMG_0002.CR3', {
      0: head + moov + preview + u32(size - head.length - moov.length - preview.length) + 'mdat',
    }),
    file('DSC_0003.NEF', {
      0: tiffHead('MM\0*'),
      8: directory([turned(6), [0x14a, LONG, 2, 300], [0x8769, LONG, 1, 400]], 0, false),
      300: u32(500) + u32(600),
      400: directory([[0x927c, 7, 1000, 700]], 0, false),
      500: directory(jpeg(at.large, large), 0, false),
      600: directory(raw, 0, false),
      700: `Nikon\0\x02\x10\0\0${tiffHead('II*\0')}${directory([[0x11, LONG, 1, 100]], 0)}`,
      810: directory(jpeg(at.small - 710, small), 0),
      ...both,
    }),
    file('DSC00004.ARW', {
      0: tiffHead('II*\0'),
      8: directory([turned(6), ...jpeg(at.large, large), [0x14a, LONG, 1, 500]], 300),
      300: directory(jpeg(at.small, small), 0),
      500: directory(raw, 0),
      ...both,
    }),
    file('L1000005.DNG', {
      0: tiffHead('II*\0'),
      8: directory([turned(6), ...strip(at.small, small), [0x14a, LONG, 2, 300]], 0),
      300: number(500, 4, true) + number(600, 4, true),
      500: directory(strip(at.large, large), 0),
      600: directory(raw, 0),
      ...both,
    }),
    file('P1010006.ORF', {
      0: tiffHead('IIRO'),
      8: directory([turned(6), [0x8769, LONG, 1, 400]], 0),
      400: directory([[0x927c, 7, 1000, 700]], 0),
      700: `OLYMPUS\0II\x03\0${directory([[0x2020, 13, 1, 100]], 0)}`,
      800: directory(
        [
          [0x101, LONG, 1, at.small - 700],
          [0x102, LONG, 1, small.length],
        ],
        0,
      ),
      ...both,
    }),
    file('IMGP0007.PEF', {
      0: tiffHead('MM\0*'),
      8: directory([turned(6), ...raw], 300, false),
      300: directory(jpeg(at.small, small), 500, false),
      500: directory(jpeg(at.large, large), 0, false),
      ...both,
    }),
    file('P1000008.RW2', {
      0: tiffHead('IIU\0'),
      8: directory([turned(6), [0x2e, 7, large.length, at.large]], 0),
      ...both,
      [at.large]: large,
    }),
    file(
      'DSCF0009.RAF',
      { 0: 'FUJIFILMCCD-RAW 0201', 84: u32(at.large) + u32(large.length), [at.large]: large },
      0,
    ),
  ];
}

/** A layered file of Photoshop's, with its own small JPEG. */
export const psdWith = (small: string): Uint8Array<ArrayBuffer> => {
  const thumbnail = `8BIM\x04\x0c\0\0${u32(28 + small.length)}${'t'.repeat(28)}${small}`;
  const other = `8BIM\x03\xed\0\0${u32(3)}abc\0`;
  return placed(400_000, {
    0: `8BPS\0\x01${'\0'.repeat(20)}${u32(0)}${u32(other.length + thumbnail.length)}${other}${thumbnail}`,
  });
};
