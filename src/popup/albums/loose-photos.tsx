import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/task-failure';
import { PhotoGrid } from '../album/photo-grid';
import { useAlbumContents } from '../album/use-album-contents';

/** Photos that lie beside the albums, in none of them. Shown only if there are some. */
export function LoosePhotos({ root }: { readonly root: string }) {
  const open = useAlbumContents(root);
  const photos = open.contents?.photos ?? [];
  return (
    <section class="loose-photos">
      {photos.length > 0 && <h2>{message('not_in_an_album')}</h2>}
      {(photos.length > 0 || open.contents?.next != null) && <PhotoGrid open={open} />}
      <TaskFailure task={open.task} />
    </section>
  );
}
