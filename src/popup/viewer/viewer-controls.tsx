import type { RefObject } from 'preact';
import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { CloseIcon, DownloadIcon, InfoIcon, LinkIcon, TrashIcon } from '../../ui/action-icons';
import { Bdi } from '../../ui/bdi';
import { IconButton } from '../../ui/icon-button';
import { BackIcon, icon, TabIcon } from '../../ui/icons';
import { openPhoto } from '../model/photo-links';
import type { PhotoActions } from '../photos/use-photo-actions';
import type { ZoomControl } from './zoomable-image';

interface ViewerBarProps {
  readonly photo: Photo;
  /** `3 of 120`. */
  readonly position: string;
  /** Null for what can't be seen nearer. */
  readonly zoom: RefObject<ZoomControl | null> | null;
  readonly showsFacts: boolean;
  readonly onFacts: () => void;
  readonly onDownload: () => void;
  readonly actions: PhotoActions;
  readonly onClose: () => void;
}

/** What is looked at, and what can be done with it. */
export function ViewerBar(props: ViewerBarProps) {
  const { photo, position, zoom, showsFacts, onFacts, onDownload, actions, onClose } = props;
  return (
    <header class="viewer-bar">
      <div class="viewer-title">
        <h2 id="viewer-name" title={photo.name}>
          <Bdi name={photo.name} />
        </h2>
        <p>{position}</p>
      </div>
      <div class="viewer-tools">
        {zoom !== null && (
          <>
            <IconButton label={message('viewer_zoom_out')} onClick={() => zoom.current?.step(-1)}>
              <ZoomOutIcon />
            </IconButton>
            <IconButton label={message('viewer_zoom_in')} onClick={() => zoom.current?.step(1)}>
              <ZoomInIcon />
            </IconButton>
          </>
        )}
        <IconButton label={message('details')} isPressed={showsFacts} onClick={onFacts}>
          <InfoIcon />
        </IconButton>
        <IconButton label={message('copy_link')} onClick={() => actions.copyLink(photo)}>
          <LinkIcon />
        </IconButton>
        <IconButton label={message('download')} onClick={onDownload}>
          <DownloadIcon />
        </IconButton>
        <IconButton label={message('open_in_tab')} onClick={() => void openPhoto(photo.key)}>
          <TabIcon />
        </IconButton>
        <IconButton label={message('delete_photo')} onClick={() => actions.remove(photo)}>
          <TrashIcon />
        </IconButton>
        <IconButton label={message('details_close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
    </header>
  );
}

interface StepsProps {
  /** Null at the first one. */
  readonly onPrevious: (() => void) | null;
  /** Null at the last one. */
  readonly onNext: (() => void) | null;
}

/** To the photos beside this one. At an end a button stays, so that the focus does. */
export const PreviousNext = ({ onPrevious, onNext }: StepsProps) => (
  <>
    <button
      type="button"
      class="viewer-step viewer-previous"
      aria-label={message('viewer_previous')}
      aria-disabled={onPrevious === null}
      onClick={() => onPrevious?.()}
    >
      <BackIcon />
    </button>
    <button
      type="button"
      class="viewer-step viewer-next"
      aria-label={message('viewer_next')}
      aria-disabled={onNext === null}
      onClick={() => onNext?.()}
    >
      <NextIcon />
    </button>
  </>
);

const LENS = ['M9 14.2A5.2 5.2 0 1 0 9 3.8a5.2 5.2 0 0 0 0 10.4', 'm12.8 12.8 3.7 3.7', 'M6.8 9h4.4'];

export const ZoomOutIcon = icon(...LENS);
export const ZoomInIcon = icon(...LENS, 'M9 6.8v4.4');
export const NextIcon = icon('m8 4.5 5.5 5.5L8 15.5');
