import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import type { KnownAlbums } from './use-known-albums';

interface SeenAlbumsProps {
  readonly known: KnownAlbums;
  /** Whether there is a reason to look through all of them once more. */
  readonly isAgain: boolean;
}

/** How many albums the search knows, and the way to the others. */
export function SeenAlbums({ known, isAgain }: SeenAlbumsProps) {
  const { all, unseen, progress, task, lookThrough, stop } = known;
  if (task.busy)
    return (
      <div class="search-seen">
        <p>{message('search_looking', String(progress.done), String(progress.total))}</p>
        <progress aria-hidden="true" max={progress.total} value={progress.done} />
        <button type="button" class="button button-small" onClick={stop}>
          {message('search_stop')}
        </button>
      </div>
    );
  if (unseen.length === 0 && !isAgain) return <TaskFailure task={task} />;
  const seen = all.length - unseen.length;
  const text =
    seen === 0 ? message('search_seen_none') : message('search_seen', String(seen), String(all.length));
  return (
    <div class="search-seen">
      <TaskFailure task={task} />
      {unseen.length > 0 && <p>{text}</p>}
      <button type="button" class="button button-small" onClick={() => lookThrough(isAgain ? all : unseen)}>
        {message(unseen.length > 0 ? 'search_look' : 'search_look_again')}
      </button>
    </div>
  );
}
