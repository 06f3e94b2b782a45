import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { Dialog } from '../../ui/dialog';
import { PhotoFacts } from './photo-facts';
import { Thumbnail } from './thumbnail';
import { usePhotoDetails } from './use-photo-details';
import '../../ui/dialog.css';

interface PhotoDetailsDialogProps {
  readonly photo: Photo;
  readonly onClose: () => void;
}

/** What is known of a photo, and the way back to where it came from. */
export function PhotoDetailsDialog({ photo, onClose }: PhotoDetailsDialogProps) {
  const known = usePhotoDetails(photo.key);
  const { page } = known;
  return (
    <Dialog title={message('details')} onClose={onClose}>
      <div class="dialog-body">
        <div class="dialog-photo">
          <Thumbnail photo={photo} />
          <p class="dialog-photo-name">
            <Bdi name={photo.name} />
          </p>
        </div>
        <PhotoFacts photo={photo} pixels={null} known={known} />
        <div class="dialog-actions">
          {/* Not on the first button there is, which would copy something. */}
          <button type="button" class="button" autofocus onClick={onClose}>
            {message('details_close')}
          </button>
          {page !== null && (
            <a class="button button-primary" href={page.href} target="_blank" rel="noreferrer">
              {message('details_open_page')}
            </a>
          )}
        </div>
      </div>
    </Dialog>
  );
}
