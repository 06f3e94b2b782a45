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
import { type DraggedThing, readDrop } from './read-drop';
import { requestAccess, type SourceTab, saveThings, sourceTab } from './save-dropped';
import { type Drag, type DragEvents, useDrag } from './use-drag';
import '../styles/dropping.css';

interface DropZoneProps {
  /** The album that is open: what is dropped beside the albums shown goes there. Null where all albums are shown. */
  readonly album: string | null;
  /** Those of the bucket that is shown; null until they are known. */
  readonly settings: Settings | null;
  readonly additions: Additions;
  /** Whether something was dropped that the worker does not have yet. */
  readonly onPendingChange: (isHandingOver: boolean) => void;
}

/** Something that was dropped and is handed over. */
type PendingDrop = () => Promise<void>;

/** Takes what is dragged onto the page or onto an album in it: pictures from other pages, files from the disk. */
export function DropZone({ album, settings, additions, onPendingChange }: DropZoneProps) {
  const { navigate, announce } = useApp();
  const task = useTask();
  const from = useRef<SourceTab | null>(null);
  /** What was dropped and the worker does not have yet: another drop is no reason to forget that one before it failed. */
  const unsaved = useRef<readonly PendingDrop[]>([]);
  const inTurn = useMemo(serialQueue, []);
  const { add } = additions;
  const { run } = task;

  const events = useMemo<DragEvents>(() => {
    const save = (things: readonly DraggedThing[], into: string | null): void => {
      const tab = from.current;
      const access = requestAccess(things, tab?.url);
      const handOver = async (): Promise<void> => {
        await access;
        const transfers = await saveThings(things, { album: into, settings }, tab?.id ?? null);
        if (into !== null) announce(message('choose_saving', albumOfPrefix(into).name));
        else navigate({ view: 'choose', transfers, isNew: false });
      };
      unsaved.current = [...unsaved.current, handOver];
      void run(() => inTurn(handOverAll));
    };
    /** Rejects as the first one does; the others are handed over all the same. */
    const handOverAll = async (): Promise<void> => {
      const failures: unknown[] = [];
      for (const handOver of unsaved.current) {
        try {
          await handOver();
          unsaved.current = unsaved.current.filter(other => other !== handOver);
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
        else if (dropped.kind === 'things') save(dropped.things, into);
        else if (into === null) announce(message('panel_drop_files_missed'));
        else
          add(
            into,
            dropped.files.map(file => ({ file, name: file.name })),
          );
      },
    };
  }, [album, settings, add, run, inTurn, announce, navigate]);
  const drag = useDrag(events);
  const isHandingOver = task.busy || task.failure !== null;
  useEffect(() => {
    onPendingChange(isHandingOver);
    return () => onPendingChange(false);
  }, [isHandingOver, onPendingChange]);

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
