import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { parentPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { DownloadIcon, MoveIcon, PencilIcon, RestoreIcon, TrashIcon } from '../../ui/action-icons';
import type { MenuItem } from '../../ui/menu';
import { type Task, useTask } from '../../ui/use-task';
import type { AlbumContents } from '../model/album-contents';
import { useApp } from '../model/app-context';
import { startJob } from '../model/jobs';
import { RenameAlbumDialog } from './album-name-dialogs';
import { DeleteAlbumDialog } from './delete-album-dialog';
import { MoveAlbumDialog } from './move-album-dialog';

/** Where albums are shown, and what becomes of them there. */
export interface AlbumPlace {
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  /** What lies directly in it; null while that is not known. */
  readonly contentsOf?: (prefix: string) => AlbumContents | null;
  /** It is being deleted (null), or is on its way to another prefix. */
  readonly onGone: (prefix: string, to: string | null) => void;
}

interface AlbumActions {
  /** What can be done with the album, deletion last; with one that is known to be empty, less. */
  readonly itemsFor: (prefix: string, isEmpty?: boolean) => readonly MenuItem[];
  /** What was asked for last. */
  readonly task: Task;
  /** What a user is asked before it is done. */
  readonly dialog: ComponentChild;
}

interface Asking {
  readonly what: 'rename' | 'move' | 'delete';
  readonly prefix: string;
}

/** What can be done with an album: in its own menu, and in the menu of its card. */
export function useAlbumActions({ rootPrefix, contentsOf, onGone }: AlbumPlace): AlbumActions {
  const { navigate } = useApp();
  const [asking, setAsking] = useState<Asking | null>(null);
  const task = useTask();
  const onClose = (): void => setAsking(null);
  return {
    task,
    dialog: asking !== null && rootPrefix !== null && question(asking, rootPrefix),
    itemsFor: (prefix, isEmpty = false) => {
      const ask = (what: Asking['what']) => () => setAsking({ what, prefix });
      const download: MenuItem = {
        label: message('download_album'),
        icon: <DownloadIcon />,
        onSelect: () => void task.run(() => startJob({ kind: 'download-album', prefix })),
      };
      return [
        { label: message('rename_album'), icon: <PencilIcon />, onSelect: ask('rename') },
        { label: message('move_album'), icon: <MoveIcon />, onSelect: ask('move') },
        ...(isEmpty ? [] : [download]),
        {
          label: message('recently_deleted'),
          icon: <RestoreIcon />,
          onSelect: () => navigate({ view: 'deleted', prefix }),
        },
        {
          label: message('delete_album'),
          icon: <TrashIcon />,
          isDestructive: true,
          onSelect: ask('delete'),
        },
      ];
    },
  };

  function question({ what, prefix }: Asking, root: string): ComponentChild {
    const parent = parentPrefix(root, prefix);
    const gone = (to: string | null): void => {
      onClose();
      onGone(prefix, to);
    };
    if (what === 'rename') return <RenameAlbumDialog {...{ prefix, parent, onClose }} onRenamed={gone} />;
    if (what === 'move')
      return <MoveAlbumDialog {...{ rootPrefix: root, prefix, parent, onClose }} onMoved={gone} />;
    const contents = contentsOf?.(prefix) ?? null;
    return <DeleteAlbumDialog {...{ prefix, contents, onClose }} onDeleted={() => gone(null)} />;
  }
}
