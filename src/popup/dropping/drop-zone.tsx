import { useEffect, useMemo, useRef } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { serialQueue } from '../../core/serial-queue';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { ImageIcon } from '../../ui/file-icons';
import { MessageWithName } from '../../ui/message-with-name';
import { useTask } from '../../ui/use-task';
import type { Additions } from '../adding/use-additions';
import { useApp } from '../model/app-context';
import { type DraggedItem, readDrop } from './read-drop';
import { requestAccess, type SourceTab, saveDropped, sourceTab } from './save-dropped';
import { type Drag, type DragEvents, useDrag } from './use-drag';
import '../styles/dropping.css';

interface DropZoneProps {
  /** The album that is open: what is dropped beside the albums shown goes there. Null where all albums are shown. */
  readonly album: string | null;
  /** Those of the bucket that is shown; null until they are known. */
  readonly settings: Settings | null;
  readonly additions: Additions;
  /** Whether something was dropped that the worker does not have yet. */
  readonly onPendingChange: (isPending: boolean) => void;
}

/** Sends something that was dropped to the worker. */
type PendingDrop = () => Promise<void>;

/** Takes what is dragged onto the page or onto an album in it: pictures from other pages, files from the disk. */
export function DropZone({ album, settings, additions, onPendingChange }: DropZoneProps) {
  const { navigate, announce } = useApp();
  const task = useTask();
  const from = useRef<SourceTab | null>(null);
  /** What was dropped and the worker does not have yet: another drop is no reason to forget that one before it failed. */
  const unsaved = useRef<readonly PendingDrop[]>([]);
  const enqueue = useMemo(serialQueue, []);
  const { add } = additions;
  const { run } = task;

  const events = useMemo<DragEvents>(() => {
    const save = (items: readonly DraggedItem[], into: string | null): void => {
      const tab = from.current;
      const access = requestAccess(items, tab?.url);
      const send = async (): Promise<void> => {
        await access;
        const transfers = await saveDropped(items, { album: into, settings }, tab?.id ?? null);
        if (into !== null) announce(message('choose_saving', albumOfPrefix(into).name));
        else navigate({ view: 'choose', transfers, isNew: false });
      };
      unsaved.current = [...unsaved.current, send];
      void run(() => enqueue(sendAll));
    };
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
    return {
      onEnter() {
        from.current = null;
        void sourceTab().then(tab => {
          from.current = tab;
        });
      },
      onDrop(data, onAlbum) {
        const dropped = readDrop(data);
        const into = onAlbum ?? album;
        if (dropped.kind === 'nothing') announce(message('panel_drop_nothing'));
        else if (dropped.kind === 'items') save(dropped.items, into);
        else if (into === null) announce(message('panel_drop_files_missed'));
        else
          add(
            into,
            dropped.files.map(file => ({ file, name: file.name })),
          );
      },
    };
  }, [album, settings, add, run, enqueue, announce, navigate]);
  const drag = useDrag(events);
  const isPending = task.busy || task.failure !== null;
  useEffect(() => {
    onPendingChange(isPending);
    return () => onPendingChange(false);
  }, [isPending, onPendingChange]);

  return (
    <>
      {drag !== null && <DropInvitation drag={drag} album={album} />}
      {task.failure !== null && (
        <div class="drop-failure">
          <TaskFailure task={task} />
        </div>
      )}
    </>
  );
}

interface DropInvitationProps {
  readonly drag: Drag;
  /** The album that is open. */
  readonly album: string | null;
}

/** Frames the page while something is held over it, and says where that would go. */
export function DropInvitation({ drag, album }: DropInvitationProps) {
  const into = drag.onAlbum ?? album;
  return (
    <div class="drop-invitation" role="status" data-whole-page={drag.onAlbum === null && album !== null}>
      <p data-ready={into !== null}>
        <ImageIcon />
        <span>
          {into === null ? (
            message(drag.holdsFilesOnly ? 'panel_drop_files_onto_album' : 'panel_drop_onto_album')
          ) : (
            <MessageWithName text="drop_here" name={albumOfPrefix(into).name} />
          )}
        </span>
      </p>
    </div>
  );
}
