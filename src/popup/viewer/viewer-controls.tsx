import type { RefObject } from 'preact';
import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { CloseIcon, MoreIcon } from '../../ui/action-icons';
import { Bdi } from '../../ui/bdi';
import { IconButton } from '../../ui/icon-button';
import { BackIcon, icon } from '../../ui/icons';
import { MenuButton } from '../../ui/menu-button';
import { useApp } from '../model/app-context';
import { PHOTO_ACTIONS, type PhotoActionName } from '../photos/photo-actions';
import { photoMenu, type RunPhotoAction } from '../photos/photo-menu';
import type { ZoomControl } from './zoomable-image';

interface ViewerBarProps {
  readonly photo: Photo;
  /** `3 of 120`. */
  readonly position: string;
  /** Whether it lies in an album. */
  readonly isAlbum: boolean;
  readonly showsFacts: boolean;
  readonly run: RunPhotoAction;
  readonly onClose: () => void;
}

/** What has a button of its own; all else is in the menu. */
const BUTTONS: readonly PhotoActionName[] = ['details', 'link', 'download', 'remove'];

/** What is looked at, and what can be done with it. */
export function ViewerBar({ photo, position, isAlbum, showsFacts, run, onClose }: ViewerBarProps) {
  const { linkLifetimes } = useApp();
  const photos = [photo];
  return (
    <header class="viewer-bar">
      <div class="viewer-title">
        <h2 id="viewer-name" title={photo.name}>
          <button
            type="button"
            class="viewer-name"
            title={`${message('rename_photo')} (F2)`}
            onClick={() => run('rename', photos)}
          >
            <Bdi name={photo.name} />
          </button>
        </h2>
        <p>{position}</p>
      </div>
      <div class="viewer-tools">
        {BUTTONS.map(name => {
          const { label, Icon } = PHOTO_ACTIONS[name];
          return (
            <IconButton
              key={name}
              label={label(photos)}
              {...(name === 'details' && { isPressed: showsFacts })}
              onClick={() => run(name, photos)}
            >
              <Icon />
            </IconButton>
          );
        })}
        <MenuButton
          label={message('album_more')}
          items={photoMenu({ photos, isAlbum, linkLifetimes, run, without: ['open', ...BUTTONS] })}
        >
          <MoreIcon />
        </MenuButton>
        <IconButton label={message('details_close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
    </header>
  );
}

/** Nearer and farther, in a corner of the picture. */
export const ZoomButtons = ({ zoom }: { readonly zoom: RefObject<ZoomControl | null> }) => (
  <div class="viewer-zoom">
    <IconButton label={message('viewer_zoom_out')} onClick={() => zoom.current?.step(-1)}>
      <ZoomOutIcon />
    </IconButton>
    <IconButton label={message('viewer_zoom_in')} onClick={() => zoom.current?.step(1)}>
      <ZoomInIcon />
    </IconButton>
  </div>
);

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

const ZoomOutIcon = icon(...LENS);
const ZoomInIcon = icon(...LENS, 'M9 6.8v4.4');
const NextIcon = icon('m8 4.5 5.5 5.5L8 15.5');
