import { albumOfPrefix } from '../../core/album';
import { formatBytes } from '../../i18n/format';
import { message, plural, uiLanguage } from '../../i18n/message';
import type { AlbumMeasure } from '../../messaging/protocol';
import { Dialog } from '../../ui/dialog';
import { FailureNotice } from '../../ui/failure-notice';
import { TaskFailure } from '../../ui/task-failure';
import { SentenceWithName } from '../sentence-with-name';
import { LeftBehind } from './left-behind';
import { useAlbumDeletion } from './use-album-deletion';
import '../styles/dialogs.css';

interface DeleteAlbumDialogProps {
  readonly prefix: string;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

const number = (count: number): string => new Intl.NumberFormat(uiLanguage()).format(count);

/** Says what would be lost, and on "Delete" deletes it, however much it is. */
export function DeleteAlbumDialog({ prefix, onDeleted, onClose }: DeleteAlbumDialogProps) {
  const { measure, measuring, progress, deleting, start } = useAlbumDeletion(prefix, onDeleted);
  const { name } = albumOfPrefix(prefix);
  const wasBegun = progress !== null;
  const mustRepeat = wasBegun && !deleting.busy;
  // Not counted after all: then the person decides without the figure rather than not at all.
  const mayDelete = measure?.complete === true || measuring.failure !== null;
  return (
    <Dialog
      title={<SentenceWithName text="delete_album_question" name={name} />}
      mayClose={!deleting.busy}
      onClose={onClose}
    >
      <div class="dialog-body">
        <p>{message('delete_album_consequence')}</p>
        {wasBegun ? (
          <Deleting deleted={progress.deleted} measure={measure} isBusy={deleting.busy} />
        ) : (
          <p class="measure">
            <Measure measure={measure} />
          </p>
        )}
        <TaskFailure task={measuring} />
        {!deleting.busy && <LeftBehind failures={progress?.failures ?? []} />}
        {deleting.failure !== null && <FailureNotice failure={deleting.failure} />}
        <div class="dialog-actions">
          <button type="button" class="button" disabled={deleting.busy} onClick={onClose}>
            {message('cancel')}
          </button>
          <button
            type="button"
            class="button button-danger"
            disabled={!mayDelete || deleting.busy}
            onClick={start}
          >
            {message(mustRepeat ? 'try_again' : 'delete')}
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

interface DeletingProps {
  readonly deleted: number;
  readonly measure: AlbumMeasure | null;
  readonly isBusy: boolean;
}

function Deleting({ deleted, measure, isBusy }: DeletingProps) {
  const all = Math.max(measure?.count ?? 0, deleted);
  const text = message('delete_album_progress', number(deleted), number(all));
  return (
    <div class="deleting">
      {isBusy && <progress aria-label={text} max={all} value={deleted} />}
      <p>{text}</p>
    </div>
  );
}
