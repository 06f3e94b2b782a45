import { useEffect } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { useContextMenu } from '../../ui/context-menu';
import { TaskFailure } from '../../ui/failure-notice';
import { AlbumIcon } from '../../ui/icons';
import { useApp } from '../model/app-context';
import { type AlbumPlace, useAlbumActions } from './use-album-actions';

/** That a menu was asked for on a card. */
export interface AskedMenu {
  /** It may be older than this part: what it was on may have been drawn anew since, as a cover is. */
  readonly event: MouseEvent;
  /** Of the card's album. */
  readonly prefix: string;
}

interface AlbumContextMenuProps extends AlbumPlace {
  readonly asked: AskedMenu | null;
}

/** The menu of an album's card. */
export function AlbumContextMenu({ asked, ...place }: AlbumContextMenuProps) {
  const { navigate } = useApp();
  const { itemsFor, task, dialog } = useAlbumActions(place);
  const { onContextMenu, draw } = useContextMenu(() => asked?.prefix ?? null);
  useEffect(() => {
    if (asked !== null) onContextMenu(asked.event);
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
