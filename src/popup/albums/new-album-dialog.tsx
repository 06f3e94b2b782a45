import { type Album, albumNameProblem } from '../../core/album';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { NameDialog } from '../../ui/name-dialog';

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
