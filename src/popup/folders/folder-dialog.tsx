import { useEffect, useState } from 'preact/hooks';
import { albumOfPrefix } from '../../core/album';
import { message, plural } from '../../i18n/message';
import { Dialog } from '../../ui/dialog';
import { TaskFailure } from '../../ui/failure-notice';
import { MessageWithName } from '../../ui/message-with-name';
import { useTask } from '../../ui/use-task';
import type { Additions } from '../adding/use-additions';
import { useApp } from '../model/app-context';
import type { FolderToAdd } from '../model/folder-to-add';
import type { AlbumList } from '../model/use-albums';
import { addAlbums } from './add-albums';
import { FolderQuestion, type Shape } from './folder-question';
import { isLoose } from './plan-albums';
import { type FolderContents, readFolder } from './read-folder';
import '../../ui/dialog.css';
import '../styles/folders.css';
import '../styles/progress.css';

interface FolderDialogProps {
  readonly folder: FolderToAdd;
  /** The prefix from the settings, below which all albums lie. */
  readonly rootPrefix: string;
  readonly list: AlbumList;
  readonly additions: Additions;
  readonly onClose: () => void;
}

/** Looks through folders, asks once how they are to be added, and adds them. */
export function FolderDialog({ folder, rootPrefix, list, additions, onClose }: FolderDialogProps) {
  const { announce, navigate } = useApp();
  const { source, into } = folder;
  const [contents, setContents] = useState<FolderContents | null>(null);
  const [count, setCount] = useState(0);
  const reading = useTask(true);
  const adding = useTask();
  const { run, abort } = reading;
  const { abort: stopAdding } = adding;
  useEffect(() => stopAdding, [stopAdding]);
  useEffect(() => {
    void run(async signal => setContents(await readFolder(source, { onProgress: setCount, signal })));
    return abort;
  }, [source, run, abort]);
  const place = { base: into ?? rootPrefix, isAlbum: into !== null };
  const add = (files: FolderContents['files'], shape: Shape): void =>
    void adding.run(async signal => {
      const { count, album } = await addAlbums(files, shape, place, { additions, list, signal });
      announce(plural('folder_adding', count));
      onClose();
      if (album !== null && album !== into) navigate({ view: 'album', prefix: album });
    });
  return (
    <Dialog title={contents === null ? message('folder_reading') : titleOf(contents)} onClose={onClose}>
      {contents === null ? (
        <div class="dialog-body">
          <p class="measure" role="status">
            {plural('folder_found', count)}
          </p>
          {reading.busy && <progress aria-label={message('folder_reading')} />}
          <TaskFailure task={reading} />
          <div class="dialog-actions">
            <button type="button" class="button" onClick={onClose}>
              {message('cancel')}
            </button>
          </div>
        </div>
      ) : (
        <FolderQuestion
          contents={contents}
          into={into === null ? null : albumOfPrefix(into).name}
          base={place.base}
          task={adding}
          onAdd={add}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

/** After the folder, if it is one. */
function titleOf({ files }: FolderContents) {
  const names = new Set(files.filter(file => !isLoose(file)).map(({ folders }) => folders[0] ?? ''));
  const [name = ''] = names;
  return names.size === 1 ? (
    <MessageWithName text="folder_question" name={name} />
  ) : (
    message('folder_question_many')
  );
}
