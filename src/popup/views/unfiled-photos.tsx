import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { PhotoGrid } from '../grid/photo-grid';
import { useAlbumContents } from '../model/use-album-contents';
import { usePhotoOrder, usePhotosShown } from '../model/use-photo-order';
import { PhotoOrderMenu } from './photo-order-menu';

const NO_PHOTOS: readonly Photo[] = [];

/** Photos that lie beside the albums, in none of them. Shown only if there are some. */
export function UnfiledPhotos({ rootPrefix }: { readonly rootPrefix: string }) {
  const open = useAlbumContents(rootPrefix);
  const [order, setOrder] = usePhotoOrder();
  const photos = usePhotosShown(open.contents?.photos ?? NO_PHOTOS, order, '');
  return (
    <section class="unfiled-photos">
      {photos.length > 0 && (
        <div class="unfiled-head">
          <h2>{message('not_in_an_album')}</h2>
          <PhotoOrderMenu order={order} onOrder={setOrder} />
        </div>
      )}
      {photos.length > 0 && (
        <PhotoGrid rootPrefix={rootPrefix} open={open} photos={photos} order={order} prefix={rootPrefix} />
      )}
      <TaskFailure task={open.task} />
    </section>
  );
}
