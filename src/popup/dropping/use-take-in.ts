import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { serialQueue } from '../../core/serial-queue';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { type Task, useTask } from '../../ui/use-task';
import { nameOfPasted } from '../adding/pasted-name';
import type { Additions, NamedFile } from '../adding/use-additions';
import { useApp } from '../model/app-context';
import type { DropData } from '../model/drop-data';
import { isToolbarPopup } from '../model/own-window';
import { type DraggedItem, type Dropped, readDrop } from './read-drop';
import { readPaste } from './read-paste';
import { requestAccess, type SourceTab, saveDropped, sourceTab } from './save-dropped';
import type { DragEvents } from './use-drag';

interface TakeInOptions {
  /** The album that is open; null where all albums are shown. */
  readonly album: string | null;
  readonly settings: Settings | null;
  readonly additions: Additions;
  readonly onPick: (items: readonly DraggedItem[]) => void;
}

/** What is dropped and pasted, on its way. */
interface TakeIn {
  readonly events: DragEvents;
  readonly paste: (data: DropData) => void;
  /** Telling the worker of pictures from pages. */
  readonly task: Task;
  /** Files for which the user is to choose an album; null when there are none. */
  readonly unplaced: readonly NamedFile[] | null;
  /** Into the album with this prefix; null gives them up. */
  readonly place: (album: string | null) => void;
}

/** Sends something that was dropped to the worker. */
type PendingDrop = () => Promise<void>;

/** Takes in what is dropped or pasted: where it goes, and what has to be asked before. */
export function useTakeIn({ album, settings, additions, onPick }: TakeInOptions): TakeIn {
  const { announce, addFolder } = useApp();
  const [unplaced, setUnplaced] = useState<readonly NamedFile[] | null>(null);
  const { task, save } = useSaveItems(settings);
  const { add } = additions;
  const addFiles = useCallback(
    (files: readonly NamedFile[], into: string | null): void => {
      if (into === null) setUnplaced(files);
      else add(into, files);
    },
    [add],
  );
  const place = useCallback(
    (into: string | null): void => {
      setUnplaced(null);
      if (into !== null && unplaced !== null) add(into, unplaced);
    },
    [add, unplaced],
  );
  const addFolders = useCallback(
    ({ entries }: Dropped & { kind: 'folders' }, into: string | null): void =>
      addFolder({ source: { kind: 'entries', entries }, into }),
    [addFolder],
  );

  const from = useRef<SourceTab | null>(null);
  const events = useMemo<DragEvents>(
    () => ({
      onEnter() {
        from.current = null;
        void sourceTab().then(tab => {
          from.current = tab;
        });
      },
      onDrop(data, onAlbum) {
        const dropped = readDrop(data);
        const into = onAlbum ?? album;
        const tab = from.current;
        if (dropped.kind === 'nothing') announce(message('panel_drop_nothing'));
        else if (dropped.kind === 'folders') addFolders(dropped, into);
        else if (dropped.kind === 'files')
          addFiles(
            dropped.files.map(file => ({ file, name: file.name })),
            into,
          );
        else save(dropped.items, into, requestAccess(dropped.items, tab?.url), Promise.resolve(tab));
      },
    }),
    [album, save, addFiles, addFolders, announce],
  );
  const paste = useCallback(
    (data: DropData): void => {
      const pasted = readPaste(data);
      const now = new Date();
      if (pasted.kind === 'nothing') announce(message('paste_nothing'));
      else if (pasted.kind === 'folders') addFolders(pasted, album);
      else if (pasted.kind === 'files')
        addFiles(
          pasted.files.map(file => ({ file, name: nameOfPasted(file, now) })),
          album,
        );
      else if (pasted.items.length > 1) onPick(pasted.items);
      else {
        // The browser's question would close the toolbar's popup before anything is written down: there "Try again" asks.
        // Nor does Firefox let anything be asked after the clipboard was read. A bitmap that is saved for want of access has
        // a note that says so.
        const access = isToolbarPopup() ? Promise.resolve() : requestAccess(pasted.items, undefined);
        save(pasted.items, album, access, sourceTab());
      }
    },
    [album, save, addFiles, addFolders, announce, onPick],
  );
  return { events, paste, task, unplaced, place };
}

interface SaveItems {
  readonly task: Task;
  readonly save: (
    items: readonly DraggedItem[],
    into: string | null,
    access: Promise<unknown>,
    from: Promise<SourceTab | null>,
  ) => void;
}

/** Has the worker save pictures from pages, one drop after the other. */
function useSaveItems(settings: Settings | null): SaveItems {
  const { navigate, announce } = useApp();
  const task = useTask();
  /** What was dropped and the worker does not have yet: another drop is no reason to forget that one before it failed. */
  const unsaved = useRef<readonly PendingDrop[]>([]);
  const enqueue = useMemo(serialQueue, []);
  const { run } = task;
  const save = useMemo((): SaveItems['save'] => {
    /** Rejects as the first one does; the others are sent all the same. */
    const sendAll = async (): Promise<void> => {
      const failures: unknown[] = [];
      for (const send of unsaved.current) {
        try {
          await send();
          unsaved.current = unsaved.current.filter(other => other !== send);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    };
    return (items, into, access, from) => {
      const send = async (): Promise<void> => {
        await access;
        const tab = await from;
        const transfers = await saveDropped(items, { album: into, settings }, tab?.id ?? null);
        if (into !== null) announce(message('choose_saving', albumOfPrefix(into).name));
        else navigate({ view: 'choose', transfers, isNew: false });
      };
      unsaved.current = [...unsaved.current, send];
      void run(() => enqueue(sendAll));
    };
  }, [settings, run, enqueue, announce, navigate]);
  return { task, save };
}
