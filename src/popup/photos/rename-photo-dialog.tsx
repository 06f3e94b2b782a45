import { cleanFileName } from '../../core/clean-file-name';
import { type Failure, ShoeboxError, toFailure } from '../../core/failure';
import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { NameDialog } from '../../ui/name-dialog';
import { startJob } from '../model/jobs';

interface RenamePhotoDialogProps {
  readonly photo: Photo;
  readonly onRenamed: () => void;
  readonly onClose: () => void;
}

const problemOf = (name: string): Failure | null =>
  cleanFileName(name) === '' ? toFailure(new ShoeboxError('photo-name-empty')) : null;

/** Gives a photo another name in its album. */
export const RenamePhotoDialog = ({ photo, onRenamed, onClose }: RenamePhotoDialogProps) => (
  <NameDialog
    title={message('rename_photo')}
    label={message('new_name')}
    action={message('rename')}
    name={photo.name}
    problemOf={problemOf}
    onSubmit={async name => {
      await startJob({ kind: 'rename-photo', photo, name });
      onRenamed();
    }}
    onClose={onClose}
  />
);
