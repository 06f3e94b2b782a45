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
  /** The albums in one that is there: their prefixes by their names, cleaned as the folders' names are. */
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

/** The files that lie beside the folders, not in one. */
export const isLoose = ({ folders }: FoundFile): boolean => folders.length === 0;

/** Whether S3, and whoever reads it, has a name for an album that is called like the folder. */
const canBeAlbum = (base: string, folderName: string): boolean =>
  albumNameProblem(base, cleanFileName(folderName)) === null;

const folderNames = (files: readonly FoundFile[]): readonly string[] => [
  ...new Set(files.flatMap(({ folders }) => folders)),
];

/** The files for which there is no album: loose ones, and those none of whose folders can be one. */
export function withoutAlbum(
  files: readonly FoundFile[],
  { base, isAlbum }: Pick<PlanOptions, 'base' | 'isAlbum'>,
): readonly FoundFile[] {
  if (isAlbum) return [];
  const names = new Set(folderNames(files).filter(name => canBeAlbum(base, name)));
  return files.filter(({ folders }) => !folders.some(name => names.has(name)));
}

/** What the one album in `base` is called that all files go into; empty if no folder can be an album. */
export const nameOfOneAlbum = (files: readonly FoundFile[], base: string): string =>
  folderNames(files).find(name => canBeAlbum(base, name)) ?? '';

/**
 * An album for each folder, as the folders lie in each other. One that is there already is added to, under whatever prefix
 * it has; folders whose names become the same one are one album. Where S3 allows no name for another album, the photos go
 * into the one around it. Those of {@link withoutAlbum} are left out.
 */
export async function planAlbums(
  files: readonly FoundFile[],
  { base, isAlbum, albumsIn }: PlanOptions,
): Promise<AlbumPlan> {
  const planned = new Map<string, PlannedAlbum>([['', { prefix: base, isThere: true }]]);
  const listed = new Map<string, ReturnType<typeof albumsIn>>();
  const listedIn = (prefix: string): ReturnType<typeof albumsIn> => {
    const albums = listed.get(prefix) ?? albumsIn(prefix);
    listed.set(prefix, albums);
    return albums;
  };
  const albumOf = async (folders: readonly string[]): Promise<PlannedAlbum> => {
    const path = folders.join(SEPARATOR);
    const known = planned.get(path);
    if (known !== undefined) return known;
    const album = await albumIn(await albumOf(folders.slice(0, -1)), folders.at(-1) ?? '', listedIn);
    planned.set(path, album);
    return album;
  };
  const groups = new Map<string, File[]>();
  for (const found of files) {
    const { prefix } = await albumOf(found.folders);
    if (prefix === base && !isAlbum) continue;
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

/** All files in one album: the one that they go into, or else one that is called like the first folder that can be one. */
export async function planOneAlbum(
  files: readonly FoundFile[],
  { base, isAlbum, albumsIn }: PlanOptions,
): Promise<AlbumPlan> {
  const here = { prefix: base, isThere: true };
  const { prefix, isThere } = isAlbum ? here : await albumIn(here, nameOfOneAlbum(files, base), albumsIn);
  if (prefix === base && !isAlbum) return { groups: [], newAlbums: [] };
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
