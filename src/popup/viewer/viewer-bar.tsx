import type { RefObject } from 'preact';
import type { Photo } from '../../core/album';
import { message } from '../../i18n/message';
import { CloseIcon, DownloadIcon, InfoIcon, LinkIcon, TrashIcon } from '../../ui/action-icons';
import { Bdi } from '../../ui/bdi';
import { IconButton } from '../../ui/icon-button';
import { TabIcon } from '../../ui/icons';
import type { PhotoActions } from '../grid/photo-item';
import { openPhoto } from '../model/photo-links';
import { ZoomInIcon, ZoomOutIcon } from './viewer-icons';
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
