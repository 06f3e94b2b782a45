import type { ComponentChild } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../core/failure';
import { splitExtension } from '../../core/object-key';
import { explain } from '../../i18n/explain';
import { message } from '../../i18n/message';
import { Dialog } from '../../ui/dialog';
import { FailureNotice } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import '../styles/dialogs.css';

interface NameDialogProps {
  readonly title: ComponentChild;
  readonly name: string;
  /** What is wrong with a name that was typed; null when nothing is that can be known here. */
  readonly problemOf: (name: string) => Failure | null;
  /** Resolves when the new name is on its way. */
  readonly onRename: (name: string) => Promise<void>;
  readonly onClose: () => void;
}

const isAboutTheName = ({ code }: Failure): boolean => code.startsWith('album-') || code.startsWith('photo-');

/** Asks for another name. */
export function NameDialog({ title, name: oldName, problemOf, onRename, onClose }: NameDialogProps) {
  const [name, setName] = useState(oldName);
  const field = useRef<HTMLInputElement>(null);
  const [fieldId, messageId] = [useId(), useId()];
  const task = useTask();
  const typed = problemOf(name);
  const problem = typed ?? (task.failure !== null && isAboutTheName(task.failure) ? task.failure : null);
  const rename = async (): Promise<void> => {
    if (name === oldName) return onClose();
    if (typed === null) await task.run(() => onRename(name));
    field.current?.focus();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (!task.busy) void rename();
        }}
      >
        <label class="label" for={fieldId}>
          {message('new_name')}
        </label>
        <input
          ref={field}
          id={fieldId}
          class="input"
          autofocus
          autocomplete="off"
          spellcheck={false}
          value={name}
          readOnly={task.busy}
          aria-invalid={problem !== null}
          aria-describedby={messageId}
          onFocus={({ currentTarget }) =>
            // What a person wants to change is hardly ever the kind of file.
            currentTarget.setSelectionRange(0, splitExtension(currentTarget.value).stem.length)
          }
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
            {message('rename')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
