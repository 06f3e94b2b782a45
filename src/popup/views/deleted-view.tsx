import { useCallback, useState } from 'preact/hooks';
import { CopyRemedy } from '../../connection/copy-remedy';
import { albumOfPrefix } from '../../core/album';
import type { Failure } from '../../core/failure';
import { message, plural } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { type TaskState, useTask } from '../../ui/use-task';
import { useApp } from '../model/app-context';
import { countFiles } from '../model/count-contents';
import { startJob } from '../model/jobs';
import { ALBUMS } from '../model/route';
import { useDeletedPhotos } from '../model/use-deleted-photos';
import { EmptyState } from '../page/empty-state';
import { PageHeader } from '../page/page-header';
import { DeletedRows } from './deleted-rows';
import '../styles/photos.css';
import '../styles/deleted.css';

interface DeletedViewProps {
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  /** Of the album, or `rootPrefix`. */
  readonly prefix: string;
}

/** What was deleted in an album and in all albums in it, where the bucket keeps it: to be restored. */
export function DeletedView({ rootPrefix, prefix }: DeletedViewProps) {
  const { navigate } = useApp();
  const { photos, task, markRestored } = useDeletedPhotos(prefix);
  const restoring = useTask();
  const [hasRestored, setHasRestored] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((key: string) => {
    setSelected(before => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);
  const chosen = photos.filter(({ key }) => selected.has(key));
  const restore = (): void =>
    void restoring.run(async () => {
      await startJob({ kind: 'restore-photos', photos: chosen });
      markRestored(new Set(chosen.map(({ key }) => key)));
      setSelected(new Set());
      setHasRestored(true);
      // Their rows are gone, and the button that had the focus is, or can't be pressed.
      document.querySelector('h1')?.focus({ preventScroll: true });
    });
  const isOfFolder = prefix === '' || prefix === rootPrefix;
  const isEmpty = photos.length === 0;
  const isAllChosen = chosen.length === photos.length;
  return (
    <>
      <PageHeader
        title={message('recently_deleted')}
        above={
          !isOfFolder && (
            <p class="page-count">
              <Bdi name={albumOfPrefix(prefix).name} />
            </p>
          )
        }
        below={isEmpty ? '\u00a0' : <bdi>{countFiles(photos, !task.busy)}</bdi>}
        busy={task.busy}
        onBack={() => navigate(isOfFolder ? ALBUMS : { view: 'album', prefix })}
      />
      {/* Without rows, nothing in it takes the focus: on a small window, the keys scroll it then. */}
      <main class="page" aria-busy={task.busy} tabIndex={isEmpty ? 0 : undefined}>
        {isNotAllowed(task.failure) ? <NotAllowed task={task} /> : <TaskFailure task={task} />}
        {isEmpty && task.busy && <p class="deleted-looking">{message('deleted_looking')}</p>}
        {isEmpty && !task.busy && task.failure === null && (
          <EmptyState
            title={message(hasRestored ? 'deleted_none_left' : 'deleted_none')}
            text={hasRestored ? '' : message('deleted_none_next')}
          />
        )}
        {!isEmpty && (
          <>
            <p class="deleted-note">{message('deleted_note')}</p>
            <DeletedRows photos={photos} from={prefix} selected={selected} onToggle={toggle} />
          </>
        )}
        <TaskFailure task={restoring} />
      </main>
      {!isEmpty && (
        <section class="restore-bar" aria-label={message('restore')}>
          <button
            type="button"
            class="button button-quiet"
            onClick={() => setSelected(isAllChosen ? new Set() : new Set(photos.map(({ key }) => key)))}
          >
            {isAllChosen ? message('picker_select_none') : plural('picker_select_all', photos.length)}
          </button>
          <button
            type="button"
            class="button button-primary"
            disabled={chosen.length === 0 || restoring.busy}
            onClick={restore}
          >
            {chosen.length === 0 ? message('restore') : plural('restore_photos', chosen.length)}
          </button>
        </section>
      )}
    </>
  );
}

/** Whether AWS allows all that Shoebox needs, but not this. */
export const isNotAllowed = (failure: Failure | null): boolean =>
  failure?.code === 'access-denied' && failure.detail['action'] === 's3:ListBucketVersions';

/** Where nobody was allowed to see what was deleted: who can help, with what. */
export const NotAllowed = ({ task }: { readonly task: TaskState }) => (
  <EmptyState title={message('deleted_denied')} text={message('denied_next')}>
    {task.failure !== null && <CopyRemedy failure={task.failure} />}
    <div class="deleted-denied-buttons">
      <button type="button" class="button" disabled={task.busy} onClick={task.retry}>
        {message('try_again')}
      </button>
    </div>
  </EmptyState>
);
