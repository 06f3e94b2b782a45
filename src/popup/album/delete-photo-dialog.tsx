import { fromFailure } from '../../core/failure';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { PhotoView } from '../../messaging/protocol';
import { Dialog } from '../../ui/dialog';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import { useApp } from '../app-context';
import { NameOf } from '../name-of';
import { Thumbnail } from './thumbnail';
import '../styles/dialogs.css';

interface DeletePhotoDialogProps {
  readonly photo: PhotoView;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** The question before a photo is deleted, and the deletion. */
export function DeletePhotoDialog({ photo, onDeleted, onClose }: DeletePhotoDialogProps) {
  const { announce } = useApp();
  const task = useTask();
  const remove = (): void =>
    void task.run(async () => {
      const [left] = await call('photos.delete', { photos: [photo] });
      if (left !== undefined) throw fromFailure(left.failure);
      announce(message('photo_deleted', photo.name));
      onDeleted();
    });
  return (
    <Dialog title={message('delete_photo_question')} mayClose={!task.busy} onClose={onClose}>
      <div class="dialog-body">
        <div class="dialog-photo">
          <Thumbnail photo={photo} />
          <p class="dialog-photo-name">
            <NameOf name={photo.name} />
          </p>
        </div>
        <p>{message('delete_photo_consequence')}</p>
        <TaskFailure task={task} />
        <div class="dialog-actions">
          <button type="button" class="button" disabled={task.busy} onClick={onClose}>
            {message('cancel')}
          </button>
          <button type="button" class="button button-danger" disabled={task.busy} onClick={remove}>
            {message('delete')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
