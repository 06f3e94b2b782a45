import { useEffect } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { useContextMenu } from '../../ui/context-menu';
import { TaskFailure } from '../../ui/failure-notice';
import { AlbumIcon } from '../../ui/icons';
import { useApp } from '../model/app-context';
import { type AlbumPlace, useAlbumActions } from './use-album-actions';

interface AlbumContextMenuProps extends AlbumPlace {
  /** The event that asked for it, on a card, which names its album; it may be older than this part. Null: none did. */
  readonly asked: MouseEvent | null;
}

/** The menu of an album's card. */
export function AlbumContextMenu({ asked, ...place }: AlbumContextMenuProps) {
  const { navigate } = useApp();
  const { itemsFor, task, dialog } = useAlbumActions(place);
  const { onContextMenu, draw } = useContextMenu(
    element => element.closest('[data-album]')?.getAttribute('data-album') ?? null,
  );
  useEffect(() => {
    if (asked !== null) onContextMenu(asked);
  }, [asked, onContextMenu]);
  return (
    <>
      {draw(prefix => ({
        label: albumOfPrefix(prefix).name,
        items: [
          {
            label: message('open_album'),
            icon: <AlbumIcon />,
            onSelect: () => navigate({ view: 'album', prefix }),
          },
          ...itemsFor(prefix),
        ],
      }))}
      {dialog}
      <TaskFailure task={task} />
    </>
  );
}
