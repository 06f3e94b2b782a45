import { type Album, albumOfPrefix, newAlbum } from '../../core/album';
import { message } from '../../i18n/message';
import { useTask } from '../../ui/use-task';
import { startJob } from '../model/jobs';
import { useAlbums } from '../model/use-albums';
import { ChooseAlbumDialog } from './choose-album-dialog';

interface MoveAlbumDialogProps {
  /** The prefix from the settings, below which all albums lie. */
  readonly rootPrefix: string;
  readonly prefix: string;
  /** Prefix of the album that it lies in, or `rootPrefix`. */
  readonly parent: string;
  /** It is on its way to this prefix. */
  readonly onMoved: (to: string) => void;
  readonly onClose: () => void;
}

/** Asks into which other album one goes, and sends it there. */
export function MoveAlbumDialog({ rootPrefix, prefix, parent, onMoved, onClose }: MoveAlbumDialogProps) {
  const list = useAlbums(false);
  const task = useTask();
  const { name } = albumOfPrefix(prefix);
  const move = (to: Album): void =>
    void task.run(async () => {
      await startJob({ kind: 'move-album', prefix, parent: to.prefix, name });
      onMoved(newAlbum(to.prefix, name).prefix);
    });
  return (
    <ChooseAlbumDialog
      title={message('move_album_to', name)}
      chooseCurrentLabel={message('move_here')}
      rootPrefix={rootPrefix}
      list={list}
      disabledPrefix={parent}
      hiddenPrefix={prefix}
      allowsRoot
      task={task}
      onChoose={move}
      onClose={onClose}
    />
  );
}
