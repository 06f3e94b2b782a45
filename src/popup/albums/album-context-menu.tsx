import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { useContextMenu } from '../../ui/context-menu';
import { TaskFailure } from '../../ui/failure-notice';
import { AlbumIcon } from '../../ui/icons';
import { useApp } from '../model/app-context';
import { type AlbumPlace, useAlbumActions } from './use-album-actions';

interface AlbumContextMenuProps extends AlbumPlace {
  /** The list of the cards, each of which names its album. */
  readonly list: RefObject<HTMLElement | null>;
}

/** The menu of an album's card. */
export function AlbumContextMenu({ list, ...place }: AlbumContextMenuProps) {
  const { navigate } = useApp();
  const { itemsFor, task, dialog } = useAlbumActions(place);
  const { onContextMenu, draw } = useContextMenu(
    element => element.closest('[data-album]')?.getAttribute('data-album') ?? null,
  );
  useEffect(() => {
    const element = list.current;
    element?.addEventListener('contextmenu', onContextMenu);
    return () => element?.removeEventListener('contextmenu', onContextMenu);
  }, [list, onContextMenu]);
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
