import { useId, useRef, useState } from 'preact/hooks';
import { type Album, newAlbum } from '../../core/album';
import { type Failure, toFailure } from '../../core/failure';
import { explain } from '../../i18n/explain';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { Dialog } from '../../ui/dialog';
import { FailureNotice } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import '../styles/dialogs.css';

interface NewAlbumDialogProps {
  /** Prefix of the album it goes into. */
  readonly parent: string;
  readonly onCreated: (album: Album) => void;
  readonly onClose: () => void;
}

/** The name's own rules are checked here; whether it is taken, S3 says. */
function problemOf(parent: string, name: string): Failure | null {
  try {
    newAlbum(parent, name);
    return null;
  } catch (error) {
    return toFailure(error);
  }
}

const isAboutTheName = (failure: Failure): boolean => failure.code.startsWith('album-');

/** Asks for a name and makes the album. */
export function NewAlbumDialog({ parent, onCreated, onClose }: NewAlbumDialogProps) {
  const [name, setName] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [fieldId, messageId] = [useId(), useId()];
  const task = useTask();
  const typed = problemOf(parent, name);
  // Nobody is told off for a name that they have not begun to type.
  const shown = typed !== null && (submitted || typed.code !== 'album-name-empty') ? typed : null;
  const problem = shown ?? (task.failure !== null && isAboutTheName(task.failure) ? task.failure : null);
  const submit = (): void => {
    setSubmitted(true);
    const create = async (): Promise<void> => {
      if (typed === null)
        await task.run(async () => onCreated(await call('albums.create', { parent, name })));
      field.current?.focus();
    };
    void create();
  };
  return (
    <Dialog title={message('new_album')} onClose={onClose}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (!task.busy) submit();
        }}
      >
        <label class="label" for={fieldId}>
          {message('album_name')}
        </label>
        <input
          ref={field}
          id={fieldId}
          class="input"
          autofocus
          autocomplete="off"
          value={name}
          readOnly={task.busy}
          aria-invalid={problem !== null}
          aria-describedby={messageId}
          onInput={event => {
            setName(event.currentTarget.value);
            task.dismiss();
          }}
        />
        <p id={messageId} class="field-message" role="alert">
          {problem !== null && `${explain(problem).sentence} ${explain(problem).nextStep}`}
        </p>
        {task.failure !== null && !isAboutTheName(task.failure) && <FailureNotice failure={task.failure} />}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {message('cancel')}
          </button>
          <button type="submit" class="button button-primary" disabled={task.busy}>
            {message('create_album')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
