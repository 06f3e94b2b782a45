import type { TargetedEvent, TargetedInputEvent } from 'preact';
import type { SettingsField } from '../../core/settings';
import { message } from '../../i18n/message';
import type { FieldProblem } from './field-problem';
import { Imposable } from './policy';
import { FIELD_TEXTS, focusField, idOfField } from './settings-field';

/** The settings that are typed. */
export type TextFieldName = Exclude<SettingsField, 'pathStyle' | 'encryption' | 'requesterPays' | 'access'>;

interface TextFieldProps {
  readonly name: TextFieldName;
  readonly value: string;
  readonly problem: FieldProblem | undefined;
  readonly required?: boolean;
  /** Where to find the value, where the store decides that. */
  readonly help?: string;
  /** What the user should know of a value that can be saved all the same. */
  readonly warning?: Omit<FieldProblem, 'kind'> | undefined;
  /** What was filled in from this field's content; said politely. Only where there can be such a thing. */
  readonly note?: string;
  /** Makes it a combobox: values to choose from, others are allowed. */
  readonly suggestions?: readonly string[];
  readonly onInput: (value: string) => void;
  /** After pasting or dropping, and when the field is left with another value. */
  readonly onCommit?: (value: string) => void;
  readonly onBlur: () => void;
}

/** How a value came that was not typed. Source: W3C Input Events, `inputType`. */
const isPasted = (event: InputEvent): boolean => /^insertFrom(Paste|Drop|Yank)/.test(event.inputType ?? '');

/** A labelled line of text, with help, a problem where there is one, and what was filled in from it. */
export function TextField({
  name,
  value,
  problem,
  required = false,
  help,
  warning,
  note,
  suggestions,
  ...on
}: TextFieldProps) {
  const id = idOfField(name);
  const input = {
    id,
    class: 'input',
    value,
    required,
    dir: 'ltr',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: false,
    'aria-describedby': [
      ...(problem === undefined ? [] : [`${id}-problem`]),
      ...(warning === undefined ? [] : [`${id}-warning`]),
      `${id}-help`,
    ].join(' '),
    'aria-invalid': problem !== undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => {
      on.onInput(event.currentTarget.value);
      if (isPasted(event)) on.onCommit?.(event.currentTarget.value);
    },
    onChange: (event: TargetedEvent<HTMLInputElement>) => on.onCommit?.(event.currentTarget.value),
    onBlur: on.onBlur,
  } as const; // keeps 'ltr' and 'none' the words they are
  return (
    <Imposable name={`settings.${name}`}>
      <div class="field">
        <label for={id}>{message(FIELD_TEXTS[name].label)}</label>
        {suggestions === undefined ? <input {...input} /> : <input {...input} list={`${id}-suggestions`} />}
        {suggestions !== undefined && (
          <datalist id={`${id}-suggestions`}>
            {suggestions.map(suggestion => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        )}
        {problem !== undefined && (
          <p id={`${id}-problem`} class="field-problem">
            {problem.sentence} <UseMeant name={name} meant={problem.meant} onUse={on.onInput} />
          </p>
        )}
        {warning !== undefined && (
          <p id={`${id}-warning`} class="field-warning">
            {warning.sentence} <UseMeant name={name} meant={warning.meant} onUse={on.onInput} />
          </p>
        )}
        {note !== undefined && (
          <p class="field-note" role="status">
            {note}
          </p>
        )}
        <p id={`${id}-help`} class="field-help">
          {help ?? message(FIELD_TEXTS[name].help)}
        </p>
      </div>
    </Imposable>
  );
}

interface UseMeantProps {
  readonly name: TextFieldName;
  readonly meant: string | null;
  readonly onUse: (value: string) => void;
}

/** Enters what was probably meant. */
const UseMeant = ({ name, meant, onUse }: UseMeantProps) =>
  meant === null ? null : (
    <button
      type="button"
      class="text-button"
      onClick={() => {
        onUse(meant);
        focusField(name);
      }}
    >
      {message('region_use', meant)}
    </button>
  );
