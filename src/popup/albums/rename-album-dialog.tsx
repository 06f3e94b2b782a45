import { albumNameProblem, albumOfPrefix, newAlbum } from '../../core/album';
import { message } from '../../i18n/message';
import { NameDialog } from '../../ui/name-dialog';
import { startJob } from '../model/jobs';

interface RenameAlbumDialogProps {
  readonly prefix: string;
  /** Prefix of the album that it lies in. */
  readonly parent: string;
  /** It is on its way to this prefix. */
  readonly onRenamed: (to: string) => void;
  readonly onClose: () => void;
}

/** Gives an album another name. */
export const RenameAlbumDialog = ({ prefix, parent, onRenamed, onClose }: RenameAlbumDialogProps) => (
  <NameDialog
    title={message('rename_album')}
    label={message('new_name')}
    action={message('rename')}
    name={albumOfPrefix(prefix).name}
    problemOf={name => albumNameProblem(parent, name)}
    onSubmit={async name => {
      await startJob({ kind: 'move-album', prefix, parent, name });
      onRenamed(newAlbum(parent, name).prefix);
    }}
    onClose={onClose}
  />
);
