import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { albumPrefixOfPhoto } from '../../core/album';
import { objectKey } from '../../core/object-key';
import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { reportFromPage } from '../../messaging/report-from-page';
import { useContextMenu } from '../../ui/context-menu';
import { TaskFailure } from '../../ui/failure-notice';
import { FooterLine } from '../jobs/footer-line';
import { AppContext, useApp } from '../model/app-context';
import { useAnnouncement } from '../page/live-status';
import { PhotoFacts } from '../photos/photo-facts';
import { photoMenu } from '../photos/photo-menu';
import { areInAlbums, type PhotoPlace, usePhotoActions } from '../photos/use-photo-actions';
import { usePhotoDetails } from '../photos/use-photo-details';
import { PreviousNext, ViewerBar, ZoomButtons } from './viewer-controls';
import { viewerKeys } from './viewer-keys';
import { prefetchPhoto, ViewerMedia } from './viewer-media';
import type { Size } from './zoom';
import type { ZoomControl } from './zoomable-image';
import '../styles/viewer.css';

interface ViewerProps {
  /** Those of the album that are known, in its order. */
  readonly photos: readonly Photo[];
  /** Key of the one that is looked at; it is among `photos`. */
  readonly shownKey: string;
  /** How many there are; null while there are more than those. */
  readonly total: number | null;
  /** Where they are, and what becomes of them there. */
  readonly place: Omit<PhotoPlace, 'onDetails'>;
  readonly onShow: (key: string) => void;
  readonly onClose: () => void;
}

interface Drawn {
  readonly key: string;
  readonly size: Size;
  /** Then its size is not the photo's. */
  readonly isPreview: boolean;
}

/** One photo over all of the page, and the way to its neighbours. */
export function Viewer(props: ViewerProps) {
  const app = useApp();
  // What the page behind says can't be seen behind this dialog.
  const [said, announce] = useAnnouncement();
  const within = useMemo(() => ({ ...app, announce }), [app, announce]);
  return (
    <AppContext.Provider value={within}>
      <ViewerDialog {...props} said={said} />
    </AppContext.Provider>
  );
}

interface ViewerDialogProps extends ViewerProps {
  readonly said: string;
}

function ViewerDialog({ photos, shownKey, total, place, onShow, onClose, said }: ViewerDialogProps) {
  const { linkLifetimes } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const zoom = useRef<ZoomControl>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [showsFacts, setShowsFacts] = useState(false);
  /** What is shown goes on to be, while its bytes are on their way to the new name. */
  const [renamed, setRenamed] = useState<{ readonly from: string; readonly to: string } | null>(null);
  const index = photos.findIndex(({ key }) => key === shownKey);
  const photo = photos[index];
  const loadedKey = renamed?.to === shownKey ? renamed.from : shownKey;
  const size = drawn?.key === loadedKey ? drawn.size : null;
  const {
    run,
    task,
    dialog: question,
  } = usePhotoActions({
    ...place,
    onDetails: () => setShowsFacts(shown => !shown),
    onRenamed: (old, name) => {
      setRenamed({ from: loadedKey, to: objectKey(albumPrefixOfPhoto(loadedKey), name, 1) });
      place.onRenamed(old, name);
    },
  });
  const menu = useContextMenu(element =>
    element.closest('.viewer-stage') === null ? null : (photo ?? null),
  );

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
  const isAlbum = areInAlbums([photo], place.rootPrefix);

  const show = (to: number): void => {
    const other = photos[to];
    if (other === undefined) return;
    task.dismiss();
    setRenamed(null);
    onShow(other.key);
  };
  const position = message(
    'viewer_position',
    String(index + 1),
    total === null ? `${photos.length}+` : String(total),
  );
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-labelledby="viewer-name"
      tabIndex={-1}
      onCancel={event => {
        event.preventDefault();
        if (event.target === event.currentTarget) onClose();
      }}
      onContextMenu={menu.onContextMenu}
      onKeyDown={viewerKeys({
        step: direction => show(index + direction),
        first: () => show(0),
        last: () => show(photos.length - 1),
        zoom: direction => zoom.current?.step(direction),
        toggleZoom: () => zoom.current?.toggle(),
        run: name => run(name, [photo]),
      })}
    >
      <ViewerBar
        photo={photo}
        position={position}
        isAlbum={isAlbum}
        showsFacts={showsFacts}
        run={run}
        onClose={onClose}
      />
      <TaskFailure task={task} />
      <div class="viewer-body" data-facts={showsFacts}>
        <ViewerMedia
          key={`${loadedKey} ${photo.etag}`}
          photo={{ ...photo, key: loadedKey }}
          zoom={zoom}
          onDrawn={(drawnSize, isPreview) => setDrawn({ key: loadedKey, size: drawnSize, isPreview })}
        />
        {size !== null && <ZoomButtons zoom={zoom} />}
        <PreviousNext
          onPrevious={index > 0 ? () => show(index - 1) : null}
          onNext={index < photos.length - 1 ? () => show(index + 1) : null}
        />
        {showsFacts && (
          <ViewerFacts
            key={loadedKey}
            photo={photo}
            loadedKey={loadedKey}
            pixels={drawn?.isPreview === true ? null : size}
          />
        )}
      </div>
      <p class="visually-hidden" aria-live="polite">
        {photo.name}, {position}
      </p>
      {menu.draw(one => ({
        label: one.name,
        items: photoMenu({ photos: [one], isAlbum, linkLifetimes, run, without: ['open'] }),
      }))}
      {question}
      <FooterLine said={said} />
    </dialog>
  );
}

interface ViewerFactsProps {
  readonly photo: Photo;
  /** Its key before it got another name. */
  readonly loadedKey: string;
  readonly pixels: Size | null;
}

/** What is known of the photo, beside it. */
function ViewerFacts({ photo, loadedKey, pixels }: ViewerFactsProps) {
  const known = usePhotoDetails(loadedKey);
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
