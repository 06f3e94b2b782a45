import { albumNameProblem, newAlbum } from '../../core/album';
import { cleanFileName } from '../../core/clean-file-name';
import type { FoundFile } from './read-folder';

/** Files for one album. */
export interface AlbumFiles {
  /** Its prefix. */
  readonly album: string;
  readonly files: readonly File[];
}

/** Where the files of some folders go. */
export interface AlbumPlan {
  readonly groups: readonly AlbumFiles[];
  /** Prefixes of albums directly in the one that the folders go into, which are not there yet. */
  readonly newAlbums: readonly string[];
}

/** What a plan is made for. */
export interface PlanOptions {
  /** Prefix of what the folders go into: an album, or the folder of the bucket. */
  readonly base: string;
  /** Whether photos may lie in that itself: it is an album. */
  readonly isAlbum: boolean;
  /** The albums in one that is there: their prefixes by their names, in NFC. */
  readonly albumsIn: (prefix: string) => Promise<ReadonlyMap<string, string>>;
}

interface PlannedAlbum {
  readonly prefix: string;
  readonly isThere: boolean;
}

/** Tells paths of folders apart: no name can hold it. */
const SEPARATOR = '\0';

/** The paths of all folders that become albums: those with files, and those around them. */
export const albumPaths = (files: readonly FoundFile[]): ReadonlySet<string> => {
  const paths = new Set<string>();
  for (const { folders } of files)
    for (let depth = folders.length; depth > 0; depth--) {
      const path = folders.slice(0, depth).join(SEPARATOR);
      if (paths.has(path)) break;
      paths.add(path);
    }
  return paths;
};

/** The files that lie beside the folders, not in one: without an album they have no place. */
export const isLoose = ({ folders }: FoundFile): boolean => folders.length === 0;

/**
 * An album for each folder, as the folders lie in each other. One that is there already is added to, under whatever prefix
 * it has; folders whose names become the same one are one album. Where S3 allows no name for another album, the photos go
 * into the one around it. Loose files are left out where there is no album for them.
 */
export async function planAlbums(
  files: readonly FoundFile[],
  { base, isAlbum, albumsIn }: PlanOptions,
): Promise<AlbumPlan> {
  const planned = new Map<string, PlannedAlbum>([['', { prefix: base, isThere: true }]]);
  const albumOf = async (folders: readonly string[]): Promise<PlannedAlbum> => {
    const path = folders.join(SEPARATOR);
    const known = planned.get(path);
    if (known !== undefined) return known;
    const album = await albumIn(await albumOf(folders.slice(0, -1)), folders.at(-1) ?? '', albumsIn);
    planned.set(path, album);
    return album;
  };
  const groups = new Map<string, File[]>();
  for (const found of files) {
    if (isLoose(found) && !isAlbum) continue;
    const { prefix } = await albumOf(found.folders);
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [found.file]);
    else group.push(found.file);
  }
  const top = [...planned].filter(
    ([path, album]) => path !== '' && !path.includes(SEPARATOR) && !album.isThere,
  );
  return {
    groups: [...groups].map(([album, inIt]) => ({ album, files: inIt })),
    newAlbums: [...new Set(top.map(([, { prefix }]) => prefix))],
  };
}

/** All files in one album: the one that they go into, or else one that is called like the first folder. */
export async function planOneAlbum(
  files: readonly FoundFile[],
  { base, isAlbum, albumsIn }: PlanOptions,
): Promise<AlbumPlan> {
  const name = files.find(found => !isLoose(found))?.folders[0] ?? '';
  const here = { prefix: base, isThere: true };
  const { prefix, isThere } = isAlbum ? here : await albumIn(here, name, albumsIn);
  return {
    groups: [{ album: prefix, files: files.map(({ file }) => file) }],
    newAlbums: isThere ? [] : [prefix],
  };
}

async function albumIn(
  around: PlannedAlbum,
  folderName: string,
  albumsIn: PlanOptions['albumsIn'],
): Promise<PlannedAlbum> {
  const name = cleanFileName(folderName);
  const there = around.isThere ? (await albumsIn(around.prefix)).get(name) : undefined;
  if (there !== undefined) return { prefix: there, isThere: true };
  // Nothing of the name is left, or the key would be too long.
  if (albumNameProblem(around.prefix, name) !== null) return around;
  return { prefix: newAlbum(around.prefix, name).prefix, isThere: false };
}
