import { useEffect, useMemo, useRef } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import type { Additions } from '../adding/use-additions';
import { useApp } from '../app-context';
import { DropInvitation } from './drop-invitation';
import { type DraggedThing, readDrop } from './read-drop';
import { requestAccess } from './request-access';
import { saveThings } from './save-things';
import { type SourceTab, sourceTab } from './source-tab';
import { type DragEvents, useDrag } from './use-drag';
import '../styles/dropping.css';

interface DropZoneProps {
  /** The album that is open: what is dropped beside the albums shown goes there. Null where all albums are shown. */
  readonly album: string | null;
  readonly additions: Additions;
  /** Whether something was dropped that the worker does not have yet. */
  readonly onHandingOver: (isHandingOver: boolean) => void;
}

/** Takes what is dragged onto the page or onto an album in it: pictures from other pages, files from the disk. */
export function DropZone({ album, additions, onHandingOver }: DropZoneProps) {
  const { navigate, announce } = useApp();
  const task = useTask();
  const from = useRef<SourceTab | null>(null);
  const { add } = additions;
  const { run } = task;

  const events = useMemo<DragEvents>(() => {
    const save = (things: readonly DraggedThing[], into: string | null): void => {
      const tab = from.current;
      const access = requestAccess(things, tab?.url);
      void run(async () => {
        await access;
        const transfers = await saveThings(things, into, tab?.id ?? null);
        if (into !== null) announce(message('choose_saving', albumOfPrefix(into).name));
        else navigate({ view: 'choose', transfers, isNew: false });
      });
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
  }, [album, add, run, announce, navigate]);
  const drag = useDrag(events);
  const isHandingOver = task.busy || task.failure !== null;
  useEffect(() => {
    onHandingOver(isHandingOver);
    return () => onHandingOver(false);
  }, [isHandingOver, onHandingOver]);

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
