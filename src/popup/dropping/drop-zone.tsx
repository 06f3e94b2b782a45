import { useEffect } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { ImageIcon } from '../../ui/file-icons';
import { MessageWithName } from '../../ui/message-with-name';
import type { Additions } from '../adding/use-additions';
import { ChooseAlbumDialog } from '../albums/choose-album-dialog';
import { useApp } from '../model/app-context';
import type { AlbumList } from '../model/use-albums';
import type { DraggedItem } from './read-drop';
import { type Drag, useDrag } from './use-drag';
import { usePaste } from './use-paste';
import { useTakeIn } from './use-take-in';
import '../styles/dropping.css';

interface DropZoneProps {
  /** The album that is open: what is dropped beside the albums shown goes there. Null where all albums are shown. */
  readonly album: string | null;
  /** Those of the bucket that is shown; null until they are known. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  readonly additions: Additions;
  /** Several pictures were pasted: some of them may be wanted. */
  readonly onPick: (items: readonly DraggedItem[]) => void;
  /** Whether something was dropped that the worker does not have yet. */
  readonly onPendingChange: (isPending: boolean) => void;
}

/**
 * Takes what is dragged onto the page or onto an album in it, and what is pasted: pictures from other pages, files and folders
 * from the disk.
 */
export function DropZone({ album, settings, list, additions, onPick, onPendingChange }: DropZoneProps) {
  const { events, paste, task, unplaced, place } = useTakeIn({ album, settings, additions, onPick });
  const drag = useDrag(events);
  usePaste(paste);
  const { paste: fromMenu } = useApp();
  useEffect(() => {
    fromMenu.current = paste;
  }, [fromMenu, paste]);
  const isPending = task.busy || task.failure !== null || unplaced !== null;
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
      {unplaced !== null && settings !== null && (
        <ChooseAlbumDialog
          title={message('save_to_album')}
          chooseCurrentLabel={message('save_here')}
          rootPrefix={settings.folder}
          list={list}
          onChoose={({ prefix }: Album) => place(prefix)}
          onClose={() => place(null)}
        />
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
            message('panel_drop_onto_album')
          ) : (
            <MessageWithName text="drop_here" name={albumOfPrefix(into).name} />
          )}
        </span>
      </p>
    </div>
  );
}
