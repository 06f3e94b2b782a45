import { useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { Dialog } from '../../ui/dialog';
import { TaskFailure } from '../../ui/failure-notice';
import type { Task } from '../../ui/use-task';
import type { AlbumList } from '../model/use-albums';
import { AlbumChooser } from './album-chooser';
import { NewAlbumDialog } from './album-name-dialogs';
import { useAlbumChooser } from './use-album-chooser';

interface ChooseAlbumDialogProps {
  readonly title: string;
  /** On the button that takes the album whose albums are shown. */
  readonly chooseCurrentLabel: string;
  /** The prefix from the settings, below which all albums lie. */
  readonly rootPrefix: string;
  readonly list: AlbumList;
  /** Prefix of an album that makes no sense here, though one in it may. */
  readonly disabledPrefix?: string | undefined;
  /** Prefix of an album that makes none with all that is in it. */
  readonly hiddenPrefix?: string;
  /** Whether `rootPrefix` itself is a choice as well. */
  readonly allowsRoot?: boolean;
  /** What comes of the choice, where that is waited for. */
  readonly task?: Task;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

/** Asks into which album something goes. */
export function ChooseAlbumDialog({
  rootPrefix,
  list,
  allowsRoot = false,
  task,
  onChoose,
  ...props
}: ChooseAlbumDialogProps) {
  const [creating, setCreating] = useState(false);
  const place = useAlbumChooser(list);
  const here = place.currentPrefix ?? (allowsRoot ? rootPrefix : null);
  if (creating) {
    return (
      <NewAlbumDialog
        parent={place.currentPrefix ?? rootPrefix}
        onClose={() => setCreating(false)}
        onCreated={album => {
          if (place.currentPrefix === null) list.add(album);
          setCreating(false);
          onChoose(album);
        }}
      />
    );
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <div class="dialog-body">
        <AlbumChooser
          chooser={place}
          rootPrefix={rootPrefix}
          disabledPrefix={props.disabledPrefix}
          hiddenPrefix={props.hiddenPrefix}
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
              disabled={here === props.disabledPrefix || task?.busy === true}
              onClick={() => onChoose(albumOfPrefix(here))}
            >
              {props.chooseCurrentLabel}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
