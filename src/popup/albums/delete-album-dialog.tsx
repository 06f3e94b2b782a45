import { albumOfPrefix } from '../../core/album';
import { formatBytes } from '../../i18n/format';
import { message, plural } from '../../i18n/message';
import type { AlbumMeasure } from '../../messaging/protocol';
import { Dialog } from '../../ui/dialog';
import { MessageWithName } from '../../ui/message-with-name';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import { startJob } from '../model/jobs';
import { useAlbumSize } from '../model/use-album-size';
import '../../ui/dialog.css';

interface DeleteAlbumDialogProps {
  readonly prefix: string;
  /** It is written down, and gone for whoever looks. */
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Says what would be lost, and on "Delete" has it deleted, however much it is. */
export function DeleteAlbumDialog({ prefix, onDeleted, onClose }: DeleteAlbumDialogProps) {
  const measuring = useAlbumSize(prefix);
  const measure = measuring.value;
  const task = useTask();
  // Not counted after all: then the person decides without the figure rather than not at all.
  const mayDelete = measure?.complete === true || measuring.failure !== null;
  const start = (): void =>
    void task.run(async () => {
      await startJob({ kind: 'delete-album', prefix });
      onDeleted();
    });
  return (
    <Dialog
      title={<MessageWithName text="delete_album_question" name={albumOfPrefix(prefix).name} />}
      onClose={onClose}
    >
      <div class="dialog-body">
        <p>{message('delete_album_consequence')}</p>
        <p class="measure">
          <Measure measure={measure} />
        </p>
        <TaskFailure task={measuring} />
        <TaskFailure task={task} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {message('cancel')}
          </button>
          <button
            type="button"
            class="button button-danger"
            disabled={!mayDelete || task.busy}
            onClick={start}
          >
            {message('delete')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Measure({ measure }: { readonly measure: AlbumMeasure | null }) {
  const { count, bytes, complete } = measure ?? { count: 0, bytes: 0, complete: false };
  const text = complete ? 'delete_album_measure' : 'delete_album_counting';
  return <>{message(text, plural('photo_count', count), formatBytes(bytes))}</>;
}
