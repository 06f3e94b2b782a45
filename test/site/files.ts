import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bombPng } from './pictures/bomb';
import { enlarged } from './pictures/enlarged';
import { lyingGif } from './pictures/lying-gif';
import { pixelsOfPng, pngOfPixels } from './pictures/pixels';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));

/** The files of one folder of this room, by name. */
export const filesIn = (folder: string): ReadonlyMap<string, Buffer> =>
  new Map(readdirSync(FOLDER + folder).map(name => [name, readFileSync(`${FOLDER}${folder}/${name}`)]));

/** Bytes by file name; null for what is not there. */
export type FileByName = (name: string) => Uint8Array | null;

/**
 * All photographs, films and sounds: the sample page's, this room's, and what is too large to be kept in the
 * repository, which is made when somebody first asks for it.
 */
export function allFiles(photographs: ReadonlyMap<string, Uint8Array>): FileByName {
  const files = new Map([...photographs, ...filesIn('photos')]);
  const made: Readonly<Record<string, () => Buffer>> = {
    'cat-large.png': () =>
      pngOfPixels(enlarged(pixelsOfPng(Buffer.from(photographs.get('chelsea-the-cat.png') ?? [])), 5)),
    'bomb.png': bombPng,
    'lying.gif': () => lyingGif(20_000, 20_000),
  };
  return name => {
    const make = Object.hasOwn(made, name) ? made[name] : undefined;
    if (make !== undefined && !files.has(name)) files.set(name, make());
    return files.get(name) ?? null;
  };
}
