import { useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { Dialog } from '../../ui/dialog';
import { TaskFailure } from '../../ui/task-failure';
import type { Task } from '../../ui/use-task';
import { NewAlbumDialog } from '../albums/new-album-dialog';
import type { AlbumList } from '../albums/use-albums';
import { ChooseAlbums } from './choose-albums';
import { usePlace } from './use-place';

interface AlbumDialogProps {
  readonly title: string;
  /** On the button that takes the album whose albums are shown. */
  readonly takeHere: string;
  /** The bucket's folder. */
  readonly root: string;
  readonly list: AlbumList;
  /** Prefix of an album that makes no sense here, though one in it may. */
  readonly except?: string;
  /** Prefix of an album that makes none with all that is in it. */
  readonly without?: string;
  /** Whether the folder itself is a choice as well. */
  readonly takesRoot?: boolean;
  /** What comes of the choice, where that is waited for. */
  readonly task?: Task;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

/** Asks into which album something goes. */
export function AlbumDialog({ root, list, takesRoot = false, task, onChoose, ...props }: AlbumDialogProps) {
  const [creating, setCreating] = useState(false);
  const place = usePlace(list);
  const here = place.here ?? (takesRoot ? root : null);
  if (creating) {
    return (
      <NewAlbumDialog
        parent={place.here ?? root}
        onClose={() => setCreating(false)}
        onCreated={album => {
          if (place.here === null) list.add(album);
          setCreating(false);
          onChoose(album);
        }}
      />
    );
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <div class="dialog-body">
        <ChooseAlbums
          place={place}
          root={root}
          except={props.except}
          without={props.without}
          isBusy={task?.busy === true}
          onChoose={onChoose}
          onNew={() => setCreating(true)}
        />
        {task !== undefined && <TaskFailure task={task} />}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={props.onClose}>
            {message('cancel')}
          </button>
          {here !== null && (
            <button
              type="button"
              class="button button-primary"
              disabled={here === props.except || task?.busy === true}
              onClick={() => onChoose(albumOfPrefix(here))}
            >
              {props.takeHere}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
