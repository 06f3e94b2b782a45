import { albumOfPrefix } from '../../core/album';
import { reportFromPage } from '../../messaging/report-from-page';
import type { Addition } from './add-files';

/**
 * Files that a page is about to hand over are in that page alone: gone with it, without a word. So each page notes how
 * many there still are, in `localStorage`, where it is written at once; and holds a lock for as long as it lives, by which
 * others can tell.
 */
const KEY = 'unfinished ';

/** What a page that is gone had not handed over. */
export interface Unfinished {
  /** Where it is noted. */
  readonly key: string;
  readonly count: number;
  /** Name of the album that the first of them was meant for. */
  readonly album: string;
}

const ownKey = `${KEY}${crypto.randomUUID()}`;
let isLocked = false;

/** Until the page is gone. */
function lock(): void {
  if (isLocked) return;
  isLocked = true;
  void navigator.locks.request(ownKey, () => new Promise(() => {}));
}

/** Asks the user before the page is closed, where the browser does. */
const stay = (event: Event): void => event.preventDefault();

/** Notes what the worker does not have yet, to be told should the page be gone before it has it. */
export function noteUnfinished(list: readonly Pick<Addition, 'album'>[]): void {
  const [first] = list;
  if (first === undefined) {
    removeEventListener('beforeunload', stay);
    localStorage.removeItem(ownKey);
    return;
  }
  lock();
  addEventListener('beforeunload', stay);
  try {
    localStorage.setItem(
      ownKey,
      JSON.stringify({ count: list.length, album: albumOfPrefix(first.album).name }),
    );
  } catch (error) {
    reportFromPage('additions.note-unfinished', error); // a full disk
  }
}

const notedKeys = (): readonly string[] => Object.keys(localStorage).filter(key => key.startsWith(KEY));

/** What pages that are gone had not handed over. */
export async function readUnfinished(): Promise<readonly Unfinished[]> {
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  return notedKeys()
    .filter(key => !living.has(key))
    .map(key => ({ key, ...parsed(localStorage.getItem(key) ?? '') }))
    .filter(({ count }) => count > 0);
}

/** The user knows. */
export const forgetUnfinished = (key: string): void => localStorage.removeItem(key);

function parsed(text: string): Pick<Unfinished, 'count' | 'album'> {
  const { count, album } = JSON.parse(text) as Record<string, unknown>; // what `noteUnfinished` wrote
  return { count: Number(count), album: String(album) };
}
