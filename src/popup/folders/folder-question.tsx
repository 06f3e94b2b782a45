import { useId, useMemo, useState } from 'preact/hooks';
import { formatBytes } from '../../i18n/format';
import { message, plural } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { MessageWithName } from '../../ui/message-with-name';
import type { Task } from '../../ui/use-task';
import { LeftOut } from './left-out';
import { albumPaths, nameOfOneAlbum, withoutAlbum } from './plan-albums';
import { type FolderContents, type FoundFile, pathOf } from './read-folder';

/** Albums as the folders lie in each other, or one for all. */
export type Shape = 'albums' | 'one';

interface FolderQuestionProps {
  readonly contents: FolderContents;
  /** Name of the album that they go into; null where all albums are shown. */
  readonly into: string | null;
  /** Prefix of that, or of the folder of the bucket. */
  readonly base: string;
  readonly task: Task;
  readonly onAdd: (files: readonly FoundFile[], shape: Shape) => void;
  readonly onClose: () => void;
}

/** Says what was found in folders, and what of it is left out, and asks what is to become of it. */
export function FolderQuestion({ contents, into, base, task, onAdd, onClose }: FolderQuestionProps) {
  const [shape, setShape] = useState<Shape>('albums');
  const { files } = contents;
  const placeless = useMemo(() => withoutAlbum(files, { base, isAlbum: into !== null }), [files, base, into]);
  const albums = useMemo(() => {
    const left = new Set(placeless);
    return albumPaths(files.filter(file => !left.has(file))).size;
  }, [files, placeless]);
  const bytes = useMemo(() => files.reduce((sum, { file }) => sum + file.size, 0), [files]);
  const misplaced = shape === 'albums' ? placeless : [];
  const count = files.length - misplaced.length;
  const oneName = useMemo(() => into ?? nameOfOneAlbum(files, base), [files, base, into]);
  const mayChoose = albums > 1 || (albums === 1 && (into !== null || placeless.length > 0));
  return (
    <form
      class="dialog-body"
      onSubmit={event => {
        event.preventDefault();
        if (!task.busy) onAdd(files, shape);
      }}
    >
      {files.length === 0 ? (
        <p>{message('folder_nothing')}</p>
      ) : (
        <p class="measure">
          <bdi>
            {message(
              'folder_measure',
              plural('photo_count', count),
              plural('album_count', shape === 'one' ? 1 : albums),
              formatBytes(bytes),
            )}
          </bdi>
        </p>
      )}
      {mayChoose && <ShapeChoice {...{ shape, into, oneName }} onChoose={setShape} />}
      <LeftOut
        contents={contents}
        misplaced={misplaced.map(({ folders, file }) => pathOf(folders, file.name))}
      />
      {task.busy && (
        <>
          <p role="status">{message('folder_listing')}</p>
          <progress aria-label={message('folder_listing')} />
        </>
      )}
      <TaskFailure task={task} />
      <div class="dialog-actions">
        <button type="button" class="button" autofocus={count === 0} onClick={onClose}>
          {message(count === 0 ? 'details_close' : 'cancel')}
        </button>
        {count > 0 && (
          <button type="submit" class="button button-primary" autofocus disabled={task.busy}>
            {plural('folder_add_photos', count)}
          </button>
        )}
      </div>
    </form>
  );
}

interface ShapeChoiceProps {
  readonly shape: Shape;
  readonly into: string | null;
  /** What the one album is called. */
  readonly oneName: string;
  readonly onChoose: (shape: Shape) => void;
}

const ShapeChoice = ({ shape, into, oneName, onChoose }: ShapeChoiceProps) => {
  const name = useId();
  const choice = (value: Shape) => (
    <label class="shape-choice">
      <input type="radio" name={name} checked={shape === value} onChange={() => onChoose(value)} />
      <span>
        {value === 'one' ? (
          <MessageWithName text="folder_one_album" name={oneName} />
        ) : into === null ? (
          message('folder_as_albums')
        ) : (
          <MessageWithName text="folder_as_albums_in" name={into} />
        )}
      </span>
    </label>
  );
  return (
    <fieldset class="shape-choices">
      <legend class="visually-hidden">{message('folder_shape')}</legend>
      {choice('albums')}
      {choice('one')}
    </fieldset>
  );
};
