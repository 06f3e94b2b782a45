import { useState } from 'preact/hooks';
import type { Album, Photo } from '../../core/album';
import { isImageType, mediaTypeOfName } from '../../core/media-type';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import { DownloadIcon, LinkIcon, PencilIcon } from '../../ui/action-icons';
import { AlbumIcon } from '../../ui/icons';
import type { MenuItem } from '../../ui/menu-button';
import type { Task } from '../../ui/use-task';
import { ChooseAlbumDialog } from '../albums/choose-album-dialog';
import { invalidateCover } from '../model/album-covers';
import { useApp } from '../model/app-context';
import { startJob } from '../model/jobs';
import { copyPhotoLinks } from '../model/photo-links';
import { savePhoto } from '../model/save-photo';
import { useAlbums } from '../model/use-albums';
import { RenamePhotoDialog } from '../photos/rename-photo-dialog';
import { SelectionBar } from './selection-bar';

interface SelectionActionsProps {
  /** Those that are selected. */
  readonly photos: readonly Photo[];
  /** Prefix of the album that they are in. */
  readonly from: string;
  /** The bucket's folder, null until the settings are known. */
  readonly root: string | null;
  readonly task: Task;
  /** They are on their way elsewhere. */
  readonly onRemoved: (photos: readonly Photo[]) => void;
  readonly onDelete: (photos: readonly Photo[]) => void;
  readonly onClear: () => void;
}

const keysOf = (photos: readonly Photo[]): string[] => photos.map(({ key }) => key);

/** What a person does with the photos that are selected. */
export function SelectionActions({
  photos,
  from,
  root,
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
    if (from !== root && isImageType(mediaTypeOfName(only.name) ?? ''))
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
      {(asking === 'move-photos' || asking === 'copy-photos') && root !== null && (
        <ChooseTargetAlbum
          title={plural(asking === 'move-photos' ? 'move_photos' : 'copy_photos', photos.length)}
          chooseCurrentLabel={message(asking === 'move-photos' ? 'move_here' : 'copy_here')}
          root={root}
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
  readonly root: string;
  readonly disabledPrefix: string;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

function ChooseTargetAlbum(props: ChooseTargetProps) {
  return <ChooseAlbumDialog {...props} list={useAlbums(false)} />;
}
