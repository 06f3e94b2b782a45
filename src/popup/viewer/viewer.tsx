import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { reportFromPage } from '../../messaging/report-from-page';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { UndoBars } from '../jobs/undo-bar';
import { AppContext, useApp } from '../model/app-context';
import { savePhoto } from '../model/photo-links';
import { LiveStatus, useAnnouncement } from '../page/live-status';
import { PhotoFacts } from '../photos/photo-facts';
import type { PhotoActions } from '../photos/use-photo-actions';
import { PreviousNext, ViewerBar } from './viewer-controls';
import { viewerKeys } from './viewer-keys';
import { prefetchPhoto, ViewerMedia } from './viewer-media';
import type { Size } from './zoom';
import type { ZoomControl } from './zoomable-image';
import '../styles/viewer.css';
import { usePhotoDetails } from '../photos/use-photo-details';

interface ViewerProps {
  /** Those of the album that are known, in its order. */
  readonly photos: readonly Photo[];
  /** Key of the one that is looked at; it is among `photos`. */
  readonly shownKey: string;
  /** How many there are; null while there are more than those. */
  readonly total: number | null;
  readonly onShow: (key: string) => void;
  readonly actions: PhotoActions;
  readonly onClose: () => void;
}

interface Drawn {
  readonly key: string;
  readonly size: Size;
  /** Then its size is not the photo's. */
  readonly isPreview: boolean;
}

/** One photo over all of the page, and the way to its neighbours. */
export function Viewer({ photos, shownKey, total, onShow, actions, onClose }: ViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const zoom = useRef<ZoomControl>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [showsFacts, setShowsFacts] = useState(false);
  const app = useApp();
  // What the page behind would tell of it, it would tell behind this dialog, too.
  const saving = useTask();
  // What the page behind says, it says behind this dialog.
  const [said, announce] = useAnnouncement();
  const within = useMemo(() => ({ ...app, announce }), [app, announce]);
  const index = photos.findIndex(({ key }) => key === shownKey);
  const photo = photos[index];
  const size = drawn?.key === shownKey ? drawn.size : null;

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.focus();
    return () => element?.close();
  }, []);
  useEffect(() => {
    if (size === null) return;
    // What is looked at comes first; then the next one, as most people go on.
    for (const neighbour of [photos[index + 1], photos[index - 1]])
      if (neighbour !== undefined)
        void prefetchPhoto(neighbour).catch(error => reportFromPage('viewer.load-ahead', error)); // it is asked again when it is turned to
  }, [size, index, photos]);
  if (photo === undefined) return null;

  const show = (to: number): void => {
    const other = photos[to];
    if (other === undefined) return;
    saving.dismiss();
    onShow(other.key);
  };
  const position = message(
    'viewer_position',
    String(index + 1),
    total === null ? `${photos.length}+` : String(total),
  );
  return (
    <AppContext.Provider value={within}>
      <dialog
        ref={dialog}
        class="viewer"
        aria-labelledby="viewer-name"
        tabIndex={-1}
        onCancel={event => {
          event.preventDefault();
          onClose();
        }}
        onKeyDown={viewerKeys({
          step: direction => show(index + direction),
          first: () => show(0),
          last: () => show(photos.length - 1),
          zoom: direction => zoom.current?.step(direction),
          toggleZoom: () => zoom.current?.toggle(),
          toggleFacts: () => setShowsFacts(shown => !shown),
          remove: () => actions.remove(photo),
        })}
      >
        <ViewerBar
          photo={photo}
          position={position}
          zoom={size === null ? null : zoom}
          showsFacts={showsFacts}
          onFacts={() => setShowsFacts(shown => !shown)}
          onDownload={() => void saving.run(() => savePhoto(photo.key))}
          actions={actions}
          onClose={onClose}
        />
        <TaskFailure task={saving} />
        <div class="viewer-body" data-facts={showsFacts}>
          <ViewerMedia
            key={`${photo.key} ${photo.etag}`}
            photo={photo}
            zoom={zoom}
            onDrawn={(drawnSize, isPreview) => setDrawn({ key: photo.key, size: drawnSize, isPreview })}
          />
          <PreviousNext
            onPrevious={index > 0 ? () => show(index - 1) : null}
            onNext={index < photos.length - 1 ? () => show(index + 1) : null}
          />
          {showsFacts && (
            <ViewerFacts key={photo.key} photo={photo} pixels={drawn?.isPreview === true ? null : size} />
          )}
        </div>
        <p class="visually-hidden" aria-live="polite">
          {photo.name}, {position}
        </p>
        <UndoBars />
        <LiveStatus text={said} />
      </dialog>
    </AppContext.Provider>
  );
}

interface ViewerFactsProps {
  readonly photo: Photo;
  readonly pixels: Size | null;
}

/** What is known of the photo, beside it. */
export function ViewerFacts({ photo, pixels }: ViewerFactsProps) {
  const known = usePhotoDetails(photo.key);
  const { page } = known;
  return (
    <aside class="viewer-facts" aria-label={message('details')}>
      <PhotoFacts photo={photo} pixels={pixels} known={known} />
      {page !== null && (
        <a class="button" href={page.href} target="_blank" rel="noreferrer">
          {message('details_open_page')}
        </a>
      )}
    </aside>
  );
}
