import { type Album, albumNameProblem, albumOfPrefix, newAlbum } from '../../core/album';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { NameDialog } from '../../ui/name-dialog';
import { useFolderPicker } from '../adding/use-folder-picker';
import { startJob } from '../model/jobs';

interface NewAlbumDialogProps {
  /** Prefix of the album it goes into. */
  readonly parent: string;
  /** Where a folder of the disk would go instead; absent where none is wanted. Null is the folder of the bucket. */
  readonly folderInto?: string | null;
  readonly onCreated: (album: Album) => void;
  readonly onClose: () => void;
}

/** Asks for a name and makes the album. The name's own rules are checked here; whether it is taken, S3 says. */
export const NewAlbumDialog = ({ parent, folderInto, onCreated, onClose }: NewAlbumDialogProps) => (
  <NameDialog
    title={message('new_album')}
    label={message('album_name')}
    action={message('create_album')}
    name=""
    problemOf={name => albumNameProblem(parent, name)}
    onSubmit={async name => onCreated(await call('albums.create', { parent, name }))}
    otherWay={folderInto !== undefined && <FromFolder into={folderInto} onChosen={onClose} />}
    onClose={onClose}
  />
);

interface FromFolderProps {
  readonly into: string | null;
  readonly onChosen: () => void;
}

const FromFolder = ({ into, onChosen }: FromFolderProps) => {
  const pick = useFolderPicker(into, onChosen);
  return (
    <button type="button" class="button button-quiet dialog-other-way" onClick={pick}>
      {message('from_folder')}
    </button>
  );
};

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
