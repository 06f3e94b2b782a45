import { albumOfPrefix } from '../../core/album';
import { formatBytes } from '../../i18n/format';
import { message, plural } from '../../i18n/message';
import { stream } from '../../messaging/client';
import type { AlbumMeasure } from '../../messaging/protocol';
import { Dialog } from '../../ui/dialog';
import { TaskFailure } from '../../ui/failure-notice';
import { MessageWithName } from '../../ui/message-with-name';
import { type StreamSource, type StreamState, useStream } from '../../ui/use-stream';
import { useTask } from '../../ui/use-task';
import type { AlbumContents } from '../model/album-contents';
import { arePhotos } from '../model/count-contents';
import { startJob } from '../model/jobs';
import '../../ui/dialog.css';
import { useMemo } from 'preact/hooks';

interface DeleteAlbumDialogProps {
  readonly prefix: string;
  /** What lies directly in it; null while that is not known. */
  readonly contents: AlbumContents | null;
  /** It is written down, and gone for whoever looks. */
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Says what would be lost, and on "Delete" has it deleted, however much it is. */
export function DeleteAlbumDialog({ prefix, contents, onDeleted, onClose }: DeleteAlbumDialogProps) {
  const sizing = useAlbumSize(prefix);
  const { count, bytes, complete } = sizing.value ?? { count: 0, bytes: 0, complete: false };
  const hasAlbums = contents !== null && contents.albums.length > 0;
  const isPhotos = contents !== null && !hasAlbums && arePhotos(contents.photos);
  const task = useTask();
  // Without a total, because counting failed, the user still may delete.
  const mayDelete = complete || sizing.failure !== null;
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
          <bdi>
            {message(
              complete ? 'delete_album_measure' : 'delete_album_counting',
              plural(`${isPhotos ? 'photo' : 'item'}_count`, count),
              formatBytes(bytes),
            )}
          </bdi>
          {hasAlbums && <span class="measure-note">{message('delete_album_with_albums')}</span>}
        </p>
        <TaskFailure task={sizing} />
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

const sizeOf = (prefix: string): StreamSource<AlbumMeasure, AlbumMeasure | null> => ({
  open: signal => stream('albums.measure', { prefix }, signal),
  reduce: (_before, total) => total,
});

/** Running totals of what is in an album; null before the first. */
const useAlbumSize = (prefix: string): StreamState<AlbumMeasure | null> =>
  useStream(
    useMemo(() => sizeOf(prefix), [prefix]),
    null,
  );
