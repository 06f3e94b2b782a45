import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { RestoreIcon } from '../../ui/action-icons';
import { TaskFailure } from '../../ui/failure-notice';
import { PhotoGrid } from '../grid/photo-grid';
import { useApp } from '../model/app-context';
import { useAlbumContents } from '../model/use-album-contents';
import { usePhotoOrder, usePhotosShown } from '../model/use-photo-order';
import '../styles/deleted.css';

const NO_PHOTOS: readonly Photo[] = [];

/** Photos that lie beside the albums, in none of them. Shown only if there are some. */
export function UnfiledPhotos({ rootPrefix }: { readonly rootPrefix: string }) {
  const open = useAlbumContents(rootPrefix);
  const { navigate } = useApp();
  const [order] = usePhotoOrder();
  const photos = usePhotosShown(open.contents?.photos ?? NO_PHOTOS, order, '');
  return (
    <section class="unfiled-photos">
      {photos.length > 0 && <h2>{message('not_in_an_album')}</h2>}
      {photos.length > 0 && (
        <PhotoGrid rootPrefix={rootPrefix} open={open} photos={photos} order={order} prefix={rootPrefix} />
      )}
      <TaskFailure task={open.task} />
      {open.contents !== null && (
        <button
          type="button"
          class="deleted-link"
          onClick={() => navigate({ view: 'deleted', prefix: rootPrefix })}
        >
          <RestoreIcon />
          {message('recently_deleted')}
        </button>
      )}
    </section>
  );
}
