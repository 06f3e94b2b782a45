import { type Album, albumNameProblem, albumOfPrefix, newAlbum } from '../../core/album';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { NameDialog } from '../../ui/name-dialog';
import { startJob } from '../model/jobs';

interface NewAlbumDialogProps {
  /** Prefix of the album it goes into. */
  readonly parent: string;
  readonly onCreated: (album: Album) => void;
  readonly onClose: () => void;
}

/** Asks for a name and makes the album. The name's own rules are checked here; whether it is taken, S3 says. */
export const NewAlbumDialog = ({ parent, onCreated, onClose }: NewAlbumDialogProps) => (
  <NameDialog
    title={message('new_album')}
    label={message('album_name')}
    action={message('create_album')}
    name=""
    problemOf={name => albumNameProblem(parent, name)}
    onSubmit={async name => onCreated(await call('albums.create', { parent, name }))}
    onClose={onClose}
  />
);

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
