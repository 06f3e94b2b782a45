import { useState } from 'preact/hooks';
import type { Album, Photo } from '../../core/album';
import { plural } from '../../i18n/message';
import type { Task } from '../../ui/use-task';
import { useAlbums } from '../albums/use-albums';
import { AlbumDialog } from '../choose/album-dialog';
import { savePhoto } from '../download/save-photo';
import { RenamePhotoDialog } from '../work/rename-photo-dialog';
import { SelectionBar } from '../work/selection-bar';
import { startJob } from '../work/start-job';

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

/** What a person does with the photos that are selected. */
export function PhotoWork({ photos, from, root, task, onGone, onDelete, onClear }: PhotoWorkProps) {
  const [asking, setAsking] = useState<'move-photos' | 'copy-photos' | 'rename' | null>(null);
  const close = (): void => setAsking(null);
  const [only] = photos;
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
      if (photos.length === 1 && only !== undefined) await savePhoto(only.key);
      else await startJob({ kind: 'download-photos', photos });
      onClear();
    });
  return (
    <>
      <SelectionBar
        count={photos.length}
        isBusy={task.busy}
        onMove={() => setAsking('move-photos')}
        onCopy={() => setAsking('copy-photos')}
        onRename={() => setAsking('rename')}
        onDownload={download}
        onDelete={() => onDelete(photos)}
        onClear={onClear}
      />
      {(asking === 'move-photos' || asking === 'copy-photos') && root !== null && (
        <ChooseTarget
          title={plural(asking === 'move-photos' ? 'move_photos' : 'copy_photos', photos.length)}
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
  readonly root: string;
  readonly except: string;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

function ChooseTarget(props: ChooseTargetProps) {
  return <AlbumDialog {...props} list={useAlbums(false)} />;
}
