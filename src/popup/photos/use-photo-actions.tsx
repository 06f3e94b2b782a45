import type { ComponentChild } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { type Album, albumPrefixOfPhoto } from '../../core/album';
import type { Photo } from '../../core/s3-object';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import { useLatest } from '../../ui/use-latest';
import { type Task, useTask } from '../../ui/use-task';
import { invalidateCover } from '../albums/album-cover';
import { ChooseAlbumDialog } from '../albums/choose-album-dialog';
import { useApp } from '../model/app-context';
import { startJob } from '../model/jobs';
import { copyPhotoLink, copyPhotoLinks, openPhoto, savePhoto } from '../model/photo-links';
import { useAlbums } from '../model/use-albums';
import type { PhotoActionName } from './photo-actions';
import type { RunPhotoAction } from './photo-menu';
import { RenamePhotoDialog } from './rename-photo-dialog';

/** Where photos are shown, and what becomes of them there. */
export interface PhotoPlace {
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  readonly onOpen?: (photo: Photo) => void;
  readonly onDetails: (photo: Photo) => void;
  /** They are on their way elsewhere. */
  readonly onRemoved: (photos: readonly Photo[]) => void;
  /** It is on its way to this name. */
  readonly onRenamed: (photo: Photo, name: string) => void;
  /** Something was done with them, and they are still there. */
  readonly onDone?: () => void;
}

interface PhotoActionsState {
  /** Always the same function, or every photo would be drawn anew with each change. */
  readonly run: RunPhotoAction;
  /** What was asked for last. */
  readonly task: Task;
  /** What a user is asked before it is done. */
  readonly dialog: ComponentChild;
}

interface Asking {
  readonly what: 'rename' | 'move' | 'copy';
  readonly photos: readonly Photo[];
}

/** Does with photos what `photo-actions` has. */
export function usePhotoActions(place: PhotoPlace): PhotoActionsState {
  const app = useApp();
  const [asking, setAsking] = useState<Asking | null>(null);
  const task = useTask();
  /** Keys of those whose deletion is being written down. */
  const leaving = useRef(new Set<string>());
  const remove = async (photos: readonly Photo[]): Promise<void> => {
    // Pressed twice, "Delete" would delete them twice, and to undo that once would bring nothing back.
    const staying = photos.filter(({ key }) => !leaving.current.has(key));
    if (staying.length === 0) return;
    for (const { key } of staying) leaving.current.add(key);
    try {
      await startJob({ kind: 'delete-photos', photos: staying });
      place.onRemoved(staying);
    } finally {
      for (const { key } of staying) leaving.current.delete(key);
    }
  };
  const start = async (name: PhotoActionName, photos: readonly Photo[], only: Photo | undefined) => {
    const keys = photos.map(({ key }) => key);
    if (name === 'link') {
      await (only === undefined ? copyPhotoLinks(keys, app) : copyPhotoLink(only.key, app));
      place.onDone?.();
    } else if (name === 'remove') {
      await remove(photos);
    } else if (name === 'download') {
      await (only === undefined ? startJob({ kind: 'download-photos', photos }) : savePhoto(only.key));
      place.onDone?.();
    } else if (only !== undefined && name === 'original') {
      await openPhoto(only.key);
    } else if (only !== undefined && name === 'cover') {
      const album = albumPrefixOfPhoto(only.key);
      await call('albums.set-cover', { prefix: album, key: only.key });
      invalidateCover(album);
      app.announce(message('cover_set'));
      place.onDone?.();
    }
  };
  const latest = useLatest<RunPhotoAction>((name, photos, wanted) => {
    const [only] = photos.length === 1 ? photos : [];
    if (name === 'rename' || name === 'move' || name === 'copy') setAsking({ what: name, photos });
    else if (name === 'open' && only !== undefined) place.onOpen?.(only);
    else if (name === 'details' && only !== undefined) place.onDetails(only);
    else if (name === 'linkAs' || name === 'linkFor')
      void task.run(async () => {
        const keys = photos.map(({ key }) => key);
        await copyPhotoLinks(keys, app, wanted);
        place.onDone?.();
      });
    else void task.run(() => start(name, photos, only));
  });
  const run = useCallback<RunPhotoAction>((...of) => latest.current(...of), [latest]);
  const close = (): void => setAsking(null);
  const send = (kind: 'move-photos' | 'copy-photos', photos: readonly Photo[], to: Album): void => {
    close();
    void task.run(async () => {
      await startJob({ kind, photos, to: to.prefix });
      if (kind === 'move-photos') place.onRemoved(photos);
      else place.onDone?.();
    });
  };
  return { run, task, dialog: asking !== null && question(asking) };

  function question({ what, photos }: Asking): ComponentChild {
    const [photo] = photos;
    const { rootPrefix } = place;
    if (what === 'rename' && photo !== undefined)
      return (
        <RenamePhotoDialog
          photo={photo}
          onRenamed={name => {
            close();
            place.onRenamed(photo, name);
          }}
          onClose={close}
        />
      );
    const isMove = what === 'move';
    return (
      rootPrefix !== null && (
        <ChooseTargetAlbum
          title={plural(isMove ? 'move_photos' : 'copy_photos', photos.length)}
          chooseCurrentLabel={message(isMove ? 'move_here' : 'copy_here')}
          rootPrefix={rootPrefix}
          disabledPrefix={albumOfAll(photos)}
          onChoose={album => send(isMove ? 'move-photos' : 'copy-photos', photos, album)}
          onClose={close}
        />
      )
    );
  }
}

/** The album that all of these are in. */
function albumOfAll(photos: readonly Photo[]): string | undefined {
  const [album, ...others] = new Set(photos.map(({ key }) => albumPrefixOfPhoto(key)));
  return others.length === 0 ? album : undefined;
}

/** Whether each of these lies in an album: what does not stands for none. */
export const areInAlbums = (photos: readonly Photo[], rootPrefix: string | null): boolean =>
  photos.every(({ key }) => albumPrefixOfPhoto(key) !== rootPrefix);

interface ChooseTargetProps {
  readonly title: string;
  readonly chooseCurrentLabel: string;
  readonly rootPrefix: string;
  readonly disabledPrefix: string | undefined;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

function ChooseTargetAlbum(props: ChooseTargetProps) {
  return <ChooseAlbumDialog {...props} list={useAlbums(false)} />;
}
