import { albumNameOfSegment } from '../core/album';
import { cleanFileName } from '../core/clean-file-name';
import { byteLength, splitExtension, truncateToBytes } from '../core/object-key';

/** What Windows can't have in a name; elsewhere it does no harm either, without it. */
const NOT_ON_WINDOWS = /[<>:"|?*]/g;

/** Devices, for Windows, whatever comes after the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** Longest name of the usual file systems, in bytes, less what a number takes. */
const MAX_NAME_BYTES = 245;

/**
 * The paths that objects have in a ZIP, in their order. Keys are anybody's: whatever they hold, a path leads down from
 * where it is unpacked, through names that every system can have, and no two are one to a system that takes `A` for `a`.
 * @param prefix of the album whose folders are kept; null for names alone
 */
export function zipPaths(keys: readonly string[], prefix: string | null): readonly string[] {
  const split = keys.map(key => segmentsOf(key, prefix));
  const taken = new Set(
    split.flatMap(({ folders }) => folders.map((_, at) => folded(folders.slice(0, at + 1)))),
  );
  /** The number that was given last to the same path: of thousands that come out alike, none begins from the start. */
  const numbers = new Map<string, number>();
  return split.map(({ folders, name }) => {
    const { stem, extension } = splitExtension(name);
    const wanted = [...folders, name];
    let path = wanted;
    let number = numbers.get(folded(wanted)) ?? 1;
    while (taken.has(folded(path))) path = [...folders, `${stem} (${++number})${extension}`];
    numbers.set(folded(wanted), number);
    taken.add(folded(path));
    return path.join('/');
  });
}

/** As systems compare them that don't tell upper from lower case. */
const folded = (path: readonly string[]): string => path.join('/').toUpperCase();

interface Segments {
  readonly folders: readonly string[];
  readonly name: string;
}

function segmentsOf(key: string, prefix: string | null): Segments {
  const segments = (prefix !== null && key.startsWith(prefix) ? key.slice(prefix.length) : key).split('/');
  const name = safeName(segments.pop() ?? '') || 'photo';
  if (prefix === null) return { folders: [], name };
  // The AWS example's `album//photo.jpg` lies in the album.
  const folders = segments.filter(segment => segment !== '');
  return { folders: folders.map(folder => safeName(albumNameOfSegment(folder)) || '_'), name };
}

/** May come out empty. */
function safeName(text: string): string {
  const name = cleanFileName(text)
    .replace(NOT_ON_WINDOWS, '-')
    .replace(/[. ]+$/, '')
    .replace(DEVICE, '$&_');
  if (byteLength(name) <= MAX_NAME_BYTES) return name;
  const { stem, extension } = splitExtension(name);
  return `${truncateToBytes(stem, MAX_NAME_BYTES - byteLength(extension)).trimEnd()}${extension}`;
}

/** What the ZIP of an album, or of photos of one, is called. */
export function zipName(albumPrefix: string): string {
  const segment = albumPrefix.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return `${safeName(albumNameOfSegment(segment)) || 'Shoebox'}.zip`;
}
