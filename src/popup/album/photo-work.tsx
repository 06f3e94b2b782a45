import { useState } from 'preact/hooks';
import type { Album, Photo } from '../../core/album';
import { isImageType, mediaTypeOfName } from '../../core/media-type';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import { LinkIcon } from '../../ui/action-icons';
import { AlbumIcon } from '../../ui/icons';
import type { MenuItem } from '../../ui/menu-button';
import type { Task } from '../../ui/use-task';
import { forgetCover } from '../albums/covers';
import { useAlbums } from '../albums/use-albums';
import { useApp } from '../app-context';
import { AlbumDialog } from '../choose/album-dialog';
import { savePhoto } from '../download/save-photo';
import { copyPhotoLinks } from '../link/photo-links';
import { RenamePhotoDialog } from '../work/rename-photo-dialog';
import { SelectionBar } from '../work/selection-bar';
import { startJob } from '../work/start-job';
import { DownloadIcon, PencilIcon } from '../work/work-icons';

interface PhotoWorkProps {
  /** Those that are selected. */
  readonly photos: readonly Photo[];
  /** Prefix of the album that they are in. */
  readonly from: string;
  /** The bucket's folder, null until the settings are known. */
  readonly root: string | null;
  readonly task: Task;
  /** They are on their way elsewhere. */
  readonly onGone: (photos: readonly Photo[]) => void;
  readonly onDelete: (photos: readonly Photo[]) => void;
  readonly onClear: () => void;
}

const keysOf = (photos: readonly Photo[]): string[] => photos.map(({ key }) => key);

/** What a person does with the photos that are selected. */
export function PhotoWork({ photos, from, root, task, onGone, onDelete, onClear }: PhotoWorkProps) {
  const [asking, setAsking] = useState<'move-photos' | 'copy-photos' | 'rename' | null>(null);
  const close = (): void => setAsking(null);
  const app = useApp();
  const only = photos.length === 1 ? photos[0] : undefined;
  const takeAsCover = ({ key, name }: Photo): void =>
    void task.run(async () => {
      await call('albums.set-cover', { prefix: from, key });
      forgetCover(from);
      app.announce(message('cover_set', name));
      onClear();
    });
  const send = (kind: 'move-photos' | 'copy-photos', album: Album): void => {
    close();
    void task.run(async () => {
      await startJob({ kind, photos, to: album.prefix });
      if (kind === 'move-photos') onGone(photos);
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
        <ChooseTarget
          title={plural(asking === 'move-photos' ? 'move_photos' : 'copy_photos', photos.length)}
          takeHere={message(asking === 'move-photos' ? 'move_here' : 'copy_here')}
          root={root}
          except={from}
          onChoose={album => send(asking, album)}
          onClose={close}
        />
      )}
      {asking === 'rename' && only !== undefined && (
        <RenamePhotoDialog
          photo={only}
          onRenamed={() => {
            close();
            onGone([only]);
          }}
          onClose={close}
        />
      )}
    </>
  );
}

interface ChooseTargetProps {
  readonly title: string;
  readonly takeHere: string;
  readonly root: string;
  readonly except: string;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

function ChooseTarget(props: ChooseTargetProps) {
  return <AlbumDialog {...props} list={useAlbums(false)} />;
}
