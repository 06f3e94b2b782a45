import { albumOfPrefix, newAlbum } from '../../core/album';
import { type Failure, toFailure } from '../../core/failure';
import { message } from '../../i18n/message';
import { NameDialog } from './name-dialog';
import { startJob } from './start-job';

interface RenameAlbumDialogProps {
  readonly prefix: string;
  /** Prefix of the album that it lies in. */
  readonly parent: string;
  /** It is on its way to this prefix. */
  readonly onRenamed: (to: string) => void;
  readonly onClose: () => void;
}

/** Gives an album another name. */
export function RenameAlbumDialog({ prefix, parent, onRenamed, onClose }: RenameAlbumDialogProps) {
  const problemOf = (name: string): Failure | null => {
    try {
      newAlbum(parent, name);
      return null;
    } catch (error) {
      return toFailure(error);
    }
  };
  return (
    <NameDialog
      title={message('rename_album')}
      name={albumOfPrefix(prefix).name}
      problemOf={problemOf}
      onRename={async name => {
        await startJob({ kind: 'move-album', prefix, parent, name });
        onRenamed(newAlbum(parent, name).prefix);
      }}
      onClose={onClose}
    />
  );
}
