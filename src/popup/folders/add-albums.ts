import { type Album, albumOfPrefix } from '../../core/album';
import { ShoeboxError } from '../../core/failure';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import type { Additions } from '../adding/use-additions';
import type { AlbumList } from '../model/use-albums';
import { albumsIn } from './albums-in';
import type { Shape } from './folder-question';
import { type PlanOptions, planAlbums, planOneAlbum } from './plan-albums';
import type { FoundFile } from './read-folder';

/** More albums are made by their first photos. */
const MAX_MARKERS = 50;

interface AddAlbumsServices {
  readonly additions: Additions;
  readonly list: AlbumList;
  readonly signal: AbortSignal;
}

/** What was handed over. */
interface Added {
  /** How many files. */
  readonly count: number;
  /** Prefix of the album that all of them are in, directly or deeper; null if there are several. */
  readonly album: string | null;
}

/**
 * Hands the files over, each for its album.
 * @throws ShoeboxError when the albums that are there can't be listed: then nothing is handed over
 */
export async function addAlbums(
  files: readonly FoundFile[],
  shape: Shape,
  { base, isAlbum }: Pick<PlanOptions, 'base' | 'isAlbum'>,
  { additions, list, signal }: AddAlbumsServices,
): Promise<Added> {
  const options = { base, isAlbum, albumsIn: (prefix: string) => albumsIn(prefix, signal) };
  const plan = await (shape === 'one' ? planOneAlbum(files, options) : planAlbums(files, options));
  additions.addAll(
    plan.groups.map(({ album, files: inIt }) => ({
      album,
      files: inIt.map(file => ({ name: file.name, file })),
    })),
  );
  for (const prefix of plan.newAlbums.slice(0, MAX_MARKERS)) {
    void makeAlbum(base, prefix).then(album => {
      if (album !== null && !isAlbum) list.add(album);
    });
  }
  const tops = new Set(plan.groups.map(({ album }) => topAlbum(base, album)));
  const [top] = tops;
  return {
    count: plan.groups.reduce((sum, group) => sum + group.files.length, 0),
    album: tops.size === 1 && top !== undefined ? top : null,
  };
}

/** The album directly in `base` that an album is or lies in; `base` itself for that one. */
const topAlbum = (base: string, album: string): string =>
  album.slice(0, album.indexOf('/', base.length) + 1) || base;

/**
 * Makes the album now, to be seen before its first photo is stored, and to stay when its last one is deleted. Null when it is
 * there: what cannot be made is reported only, since its photos make it too.
 */
const makeAlbum = (parent: string, prefix: string): Promise<Album | null> =>
  call('albums.create', { parent, name: albumOfPrefix(prefix).name }).catch(error => {
    if (!(error instanceof ShoeboxError && error.code === 'album-exists'))
      reportFromPage('folders.make-album', error);
    return null;
  });
