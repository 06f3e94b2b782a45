import { useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import { isImageType, mediaTypeOfName } from '../../core/media-type';
import type { Photo } from '../../core/s3-object';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import {
  CloseIcon,
  CopyIcon,
  DownloadIcon,
  LinkIcon,
  MoreIcon,
  MoveIcon,
  PencilIcon,
  TrashIcon,
} from '../../ui/action-icons';
import { IconButton } from '../../ui/icon-button';
import { AlbumIcon } from '../../ui/icons';
import { MenuButton, type MenuItem } from '../../ui/menu-button';
import type { Task } from '../../ui/use-task';
import { invalidateCover } from '../albums/album-cover';
import { ChooseAlbumDialog } from '../albums/choose-album-dialog';
import { useApp } from '../model/app-context';
import { startJob } from '../model/jobs';
import { copyPhotoLinks, savePhoto } from '../model/photo-links';
import { useAlbums } from '../model/use-albums';
import { RenamePhotoDialog } from '../photos/rename-photo-dialog';

interface SelectionActionsProps {
  /** Those that are selected. */
  readonly photos: readonly Photo[];
  /** Prefix of the album that they are in. */
  readonly from: string;
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  readonly task: Task;
  /** They are on their way elsewhere. */
  readonly onRemoved: (photos: readonly Photo[]) => void;
  readonly onDelete: (photos: readonly Photo[]) => void;
  readonly onClear: () => void;
}

const keysOf = (photos: readonly Photo[]): string[] => photos.map(({ key }) => key);

/** What a user does with the photos that are selected. */
export function SelectionActions({
  photos,
  from,
  rootPrefix,
  task,
  onRemoved,
  onDelete,
  onClear,
}: SelectionActionsProps) {
  const [asking, setAsking] = useState<'move-photos' | 'copy-photos' | 'rename' | null>(null);
  const close = (): void => setAsking(null);
  const app = useApp();
  const only = photos.length === 1 ? photos[0] : undefined;
  const takeAsCover = ({ key, name }: Photo): void =>
    void task.run(async () => {
      await call('albums.set-cover', { prefix: from, key });
      invalidateCover(from);
      app.announce(message('cover_set', name));
      onClear();
    });
  const send = (kind: 'move-photos' | 'copy-photos', album: Album): void => {
    close();
    void task.run(async () => {
      await startJob({ kind, photos, to: album.prefix });
      if (kind === 'move-photos') onRemoved(photos);
      else onClear();
    });
  };
  const download = (): void =>
    void task.run(async () => {
      if (only === undefined) await startJob({ kind: 'download-photos', photos });
      else await savePhoto(only.key);
      onClear();
    });
  const more: MenuItem[] = [
    {
      label: message(only === undefined ? 'download_zip' : 'download'),
      icon: <DownloadIcon />,
      onSelect: download,
    },
    {
      label: plural('copy_links', photos.length),
      icon: <LinkIcon />,
      onSelect: () => void task.run(() => copyPhotoLinks(keysOf(photos), app)),
    },
  ];
  if (only !== undefined) {
    more.push({ label: message('rename_photo'), icon: <PencilIcon />, onSelect: () => setAsking('rename') });
    // What lies in none of the albums stands for none.
    if (from !== rootPrefix && isImageType(mediaTypeOfName(only.name) ?? ''))
      more.push({ label: message('use_as_cover'), icon: <AlbumIcon />, onSelect: () => takeAsCover(only) });
  }
  return (
    <>
      <SelectionBar
        count={photos.length}
        isBusy={task.busy}
        onMove={() => setAsking('move-photos')}
        onCopy={() => setAsking('copy-photos')}
        onDelete={() => onDelete(photos)}
        onClear={onClear}
        more={more}
      />
      {(asking === 'move-photos' || asking === 'copy-photos') && rootPrefix !== null && (
        <ChooseTargetAlbum
          title={plural(asking === 'move-photos' ? 'move_photos' : 'copy_photos', photos.length)}
          chooseCurrentLabel={message(asking === 'move-photos' ? 'move_here' : 'copy_here')}
          rootPrefix={rootPrefix}
          disabledPrefix={from}
          onChoose={album => send(asking, album)}
          onClose={close}
        />
      )}
      {asking === 'rename' && only !== undefined && (
        <RenamePhotoDialog
          photo={only}
          onRenamed={() => {
            close();
            onRemoved([only]);
          }}
          onClose={close}
        />
      )}
    </>
  );
}

interface ChooseTargetProps {
  readonly title: string;
  readonly chooseCurrentLabel: string;
  readonly rootPrefix: string;
  readonly disabledPrefix: string;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

function ChooseTargetAlbum(props: ChooseTargetProps) {
  return <ChooseAlbumDialog {...props} list={useAlbums(false)} />;
}

interface SelectionBarProps {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onMove: () => void;
  readonly onCopy: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
  /** What else can be done with them. */
  readonly more: readonly MenuItem[];
}

/** What can be done with the photos that are selected. */
const SelectionBar = ({ count, isBusy, more, ...on }: SelectionBarProps) => (
  <div class="selection-bar" role="toolbar" aria-label={message('selection')} aria-busy={isBusy}>
    <IconButton label={message('clear_selection')} onClick={on.onClear}>
      <CloseIcon />
    </IconButton>
    <p class="selection-count" role="status">
      {plural('photos_selected', count)}
    </p>
    <button type="button" class="selection-button" disabled={isBusy} onClick={on.onMove}>
      <MoveIcon />
      {message('move_to')}
    </button>
    <button type="button" class="selection-button" disabled={isBusy} onClick={on.onCopy}>
      <CopyIcon />
      {message('copy_to')}
    </button>
    <IconButton label={message('delete_selected')} class="selection-delete" onClick={on.onDelete}>
      <TrashIcon />
    </IconButton>
    <MenuButton label={message('photos_more')} items={more}>
      <MoreIcon />
    </MenuButton>
  </div>
);
