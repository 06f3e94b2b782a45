import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { MAX_PHOTOS } from '../../catalog/catalog';
import { readAlbums } from '../../catalog/read-catalog';
import type { Album } from '../../core/album';
import type { Photo } from '../../core/s3-object';
import { stream } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { type Task, useTask } from '../../ui/use-task';
import { useEndedJobs } from '../model/jobs';

/** Albums that are there, and which of them a list was seen of. */
export interface KnownAlbums {
  /** Prefixes. */
  readonly all: readonly string[];
  readonly unseen: readonly string[];
  /** How many albums were looked through of all that there are, while that is done. */
  readonly progress: { readonly done: number; readonly total: number };
  /** Looking through albums. */
  readonly task: Task;
  /** Lists these albums and those in them. */
  readonly lookThrough: (prefixes: readonly string[]) => void;
  /** What was looked through so far stays known. */
  readonly stop: () => void;
}

/** Albums that are listed at a time: more would only wait for each other. */
const AT_ONCE = 3;

/**
 * The albums of the catalog, and those of the page's own list, that were seen or not.
 * @param onListed told of each album that was looked through
 * @param count how many photos are known: no more than the catalog holds are looked for
 */
export function useKnownAlbums(
  bucket: string,
  rootPrefix: string,
  listed: readonly Album[],
  onListed: (prefix: string, photos: readonly Photo[]) => void,
  count: number,
): KnownAlbums {
  const [isSeen, setSeen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  /** What this page looked through: the worker may not have written it yet. */
  const looked = useRef(new Set<string>());
  const task = useTask();
  const { run, abort } = task;
  const read = useCallback(() => {
    readAlbums(bucket).then(
      albums =>
        setSeen(before => {
          const now = albums.map(({ prefix, listedAt }) => [prefix, listedAt !== null] as const);
          return new Map([...now, ...[...before].filter(([prefix]) => looked.current.has(prefix))]);
        }),
      error => reportFromPage('search.read-albums', error),
    );
  }, [bucket]);
  useEffect(read, [read]);
  const readAgain = useCallback(() => {
    looked.current.clear(); // else an album that was deleted or moved would be found for ever
    read();
  }, [read]);
  useEndedJobs(readAgain);
  useEffect(() => abort, [abort]);
  const all = useMemo(
    () =>
      [...new Set([...listed.map(({ prefix }) => prefix), ...isSeen.keys()])].filter(
        prefix => prefix !== rootPrefix && prefix.startsWith(rootPrefix),
      ),
    [listed, isSeen, rootPrefix],
  );
  const unseen = useMemo(() => all.filter(prefix => isSeen.get(prefix) !== true), [all, isSeen]);
  const lookThrough = (prefixes: readonly string[]): void =>
    void run(async signal => {
      const waiting = new Set(prefixes);
      const met = new Set([...all, ...prefixes]);
      let room = MAX_PHOTOS - count;
      setProgress({ done: all.length - waiting.size, total: all.length });
      const lookInto = async (): Promise<void> => {
        for (const prefix of waiting) {
          waiting.delete(prefix);
          if (room <= 0) return;
          const inside = await listAlbum(prefix, signal);
          if (signal.aborted) return;
          room -= inside.photos.length;
          const added = inside.albums.filter(album => !met.has(album));
          for (const album of added) {
            met.add(album);
            waiting.add(album);
          }
          looked.current.add(prefix);
          onListed(prefix, inside.photos);
          setProgress(({ done, total }) => ({ done: done + 1, total: total + added.length }));
          setSeen(
            before => new Map([...added.map(album => [album, false] as const), ...before, [prefix, true]]),
          );
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lookInto)).catch(error => {
        room = 0; // the others would go on behind the failure, with nothing to stop them
        throw error;
      });
    });
  const stop = (): void => void run(async () => {});
  return { all, unseen, progress, task, lookThrough, stop };
}

/** All that an album itself has. */
async function listAlbum(prefix: string, signal: AbortSignal) {
  const listed = { photos: [] as Photo[], albums: [] as string[] };
  for await (const page of stream('albums.contents', { prefix }, signal)) {
    listed.photos.push(...page.photos);
    listed.albums.push(...page.albums.map(album => album.prefix));
  }
  return listed;
}
