import type { ComponentChild } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Failure } from '../core/failure';
import { explainFailure } from '../i18n/failure-messages';
import { message } from '../i18n/message';
import { Dialog } from './dialog';
import { FailureNotice } from './failure-notice';
import { useTask } from './use-task';
import './dialog.css';

interface NameDialogProps {
  readonly title: ComponentChild;
  readonly label: string;
  /** On the button that does it. */
  readonly action: string;
  /** The present name; empty for something new. */
  readonly name: string;
  /** Comes after what is typed, and stays as it is: a file's extension. */
  readonly suffix?: string;
  /** What a user should know of a name that was typed; empty for nothing. */
  readonly noteOf?: (name: string) => string;
  /** What is wrong with a name that was typed; null when nothing is that can be known here. */
  readonly problemOf: (name: string) => Failure | null;
  /** Resolves when it has the name, or will have it. */
  readonly onSubmit: (name: string) => Promise<void>;
  /** Another way to come to the same: stands before the buttons. */
  readonly otherWay?: ComponentChild;
  readonly onClose: () => void;
}

const isAboutTheName = ({ code }: Failure): boolean => code.startsWith('album-') || code.startsWith('photo-');

/** Asks for a name. */
export function NameDialog({
  name: oldName,
  suffix = '',
  noteOf,
  problemOf,
  onSubmit,
  otherWay,
  onClose,
  ...texts
}: NameDialogProps) {
  const [name, setName] = useState(oldName);
  const [isSubmitted, setSubmitted] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [fieldId, messageId] = [useId(), useId()];
  const task = useTask();
  const typed = problemOf(name);
  // Nobody is told off for a name that they have not begun to type.
  const shown = isSubmitted || name.trim() !== '' ? typed : null;
  const problem = shown ?? (task.failure !== null && isAboutTheName(task.failure) ? task.failure : null);
  const submit = async (): Promise<void> => {
    setSubmitted(true);
    if (name === oldName && typed === null) return onClose();
    if (typed === null) await task.run(() => onSubmit(name));
    field.current?.focus();
  };
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (!task.busy) void submit();
        }}
      >
        <label class="label" for={fieldId}>
          {texts.label}
        </label>
        <div class="name-field">
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
            onFocus={({ currentTarget }) => currentTarget.select()}
            onInput={event => {
              setName(event.currentTarget.value);
              task.dismiss();
            }}
          />
          {suffix !== '' && <bdi>{suffix}</bdi>}
        </div>
        {noteOf !== undefined && (
          <p class="field-note" role="status">
            {noteOf(name)}
          </p>
        )}
        <p id={messageId} class="field-message" role="alert">
          {problem !== null && `${explainFailure(problem).sentence} ${explainFailure(problem).nextStep}`}
        </p>
        {task.failure !== null && !isAboutTheName(task.failure) && <FailureNotice failure={task.failure} />}
        <div class="dialog-actions">
          {otherWay}
          <button type="button" class="button" onClick={onClose}>
            {message('cancel')}
          </button>
          <button type="submit" class="button button-primary" disabled={task.busy}>
            {texts.action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
