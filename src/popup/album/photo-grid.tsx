import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/task-failure';
import { PhotoDetailsDialog } from '../details/photo-details-dialog';
import { useArrowKeys } from '../use-arrow-keys';
import { useInView } from '../use-in-view';
import { Viewer } from '../viewer/viewer';
import { withoutPhoto } from './album-contents';
import { DeletePhotoDialog } from './delete-photo-dialog';
import { PhotoItem } from './photo-item';
import type { OpenAlbum } from './use-album-contents';
import { usePhotoActions } from './use-photo-actions';
import '../styles/photos.css';

/** The next page is asked for while so much of the grid is still to be scrolled: about two screens of the popup. */
const AHEAD = '1200px';

const NONE: ReadonlySet<string> = new Set();

interface PhotoGridProps {
  readonly open: OpenAlbum;
  /** Keys of the photos that came while the person was looking. */
  readonly arrived?: ReadonlySet<string>;
}

/** The photos of an album; more come as the end of the grid nears the view. */
export function PhotoGrid({ open, arrived = NONE }: PhotoGridProps) {
  const { contents, loadMore, change } = open;
  const photos = contents?.photos ?? [];
  const [tabStop, setTabStop] = useState<string | null>(null);
  const list = useArrowKeys<HTMLUListElement>('.photo-open');
  const end = useRef<HTMLParagraphElement>(null);
  useInView(end, AHEAD, loadMore);
  const { actions, task, deleting, stopDeleting, detailed, closeDetails, viewed, view } = usePhotoActions();
  const tabStopKey = photos.some(({ key }) => key === tabStop) ? tabStop : (photos[0]?.key ?? null);
  const focusAt = useFocusOnPhoto();
  const deleted = useCallback(
    (key: string) => {
      stopDeleting();
      const index = photos.findIndex(photo => photo.key === key);
      if (viewed === null) focusAt(index);
      else view((photos[index + 1] ?? photos[index - 1])?.key ?? null);
      change(contents => withoutPhoto(contents, key));
    },
    [photos, change, stopDeleting, focusAt, viewed, view],
  );
  return (
    <>
      {/* Always there, so that the arrow keys' listener need not move; an empty list is hidden by the style sheet. */}
      <ul ref={list} class="photo-grid" aria-label={message('photos')}>
        {photos.map(photo => (
          <PhotoItem
            key={photo.key}
            photo={photo}
            isTabStop={photo.key === tabStopKey}
            onFocus={setTabStop}
            isNew={arrived.has(photo.key)}
            actions={actions}
          />
        ))}
      </ul>
      <p ref={end} class="grid-end">
        {contents?.next != null && photos.length > 0 && open.task.busy && message('loading_more')}
      </p>
      <div class="sticky-failure">
        <TaskFailure task={task} />
      </div>
      {viewed !== null && photos.some(({ key }) => key === viewed) && (
        <Viewer
          photos={photos}
          shownKey={viewed}
          total={contents?.next === null ? photos.length : null}
          onMore={loadMore}
          onShow={view}
          actions={actions}
          onClose={() => {
            view(null);
            focusAt(photos.findIndex(({ key }) => key === viewed));
          }}
        />
      )}
      {detailed !== null && <PhotoDetailsDialog photo={detailed} onClose={closeDetails} />}
      {deleting !== null && (
        <DeletePhotoDialog photo={deleting} onDeleted={() => deleted(deleting.key)} onClose={stopDeleting} />
      )}
    </>
  );
}

/**
 * Puts the focus on a photo when the grid is drawn the next time. A deleted photo takes the focus with it: the one that
 * moves up to its place gets it, or the page's title.
 */
function useFocusOnPhoto(): (index: number) => void {
  const [index, setIndex] = useState<number | null>(null);
  useEffect(() => {
    if (index === null) return;
    const left = document.querySelectorAll<HTMLElement>('.photo-open');
    (left[Math.min(index, left.length - 1)] ?? document.querySelector('h1'))?.focus();
    setIndex(null);
  }, [index]);
  return setIndex;
}
