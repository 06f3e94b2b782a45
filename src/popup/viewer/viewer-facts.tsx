import type { Photo } from '../../core/album';
import { message } from '../../i18n/message';
import { usePhotoDetails } from '../model/use-photo-details';
import { PhotoFacts } from '../photos/photo-facts';
import type { Size } from './zoom';

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
