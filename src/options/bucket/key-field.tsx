import type { ComponentChildren, TargetedInputEvent } from 'preact';
import type { AccessKeyProblem } from '../../core/access-keys';
import { type MessageKey, message } from '../../i18n/message';
import { type AccessKeyField, type AccessKeysForm, focusKeyField, idOfKeyField } from './use-access-keys';

interface KeyFieldTexts {
  readonly label: MessageKey;
  readonly help: MessageKey;
  readonly problems: { readonly [Problem in AccessKeyProblem]: MessageKey };
}

const PROBLEMS = {
  spaces: 'problem_access_key_spaces',
  swapped: 'problem_access_key_swapped',
  temporary: 'problem_access_key_temporary',
} as const;

export const KEY_FIELD_TEXTS: { readonly [Field in AccessKeyField]: KeyFieldTexts } = {
  accessKeyId: {
    label: 'access_key_id',
    help: 'access_key_id_help',
    problems: {
      ...PROBLEMS,
      ...{ empty: 'problem_access_key_id_empty', form: 'problem_access_key_id_form' },
    },
  },
  secretAccessKey: {
    label: 'secret_access_key',
    help: 'secret_access_key_help',
    problems: {
      ...PROBLEMS,
      ...{ empty: 'problem_secret_access_key_empty', form: 'problem_secret_access_key_form' },
    },
  },
};

/** What both lines of text have. */
const lineOf = (field: AccessKeyField, { entered, problems, enter, touch }: AccessKeysForm) => {
  const id = idOfKeyField(field);
  const isWrong = problems[field] !== undefined;
  return {
    id,
    class: 'input',
    value: entered[field],
    required: true,
    dir: 'ltr',
    autocapitalize: 'none',
    spellcheck: false,
    'aria-describedby': isWrong ? `${id}-problem ${id}-help` : `${id}-help`,
    'aria-invalid': isWrong,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => enter({ [field]: event.currentTarget.value }),
    onBlur: () => touch(field),
  } as const; // keeps 'ltr' and 'none' the words they are
};

interface KeyFieldProps {
  readonly field: AccessKeyField;
  readonly keys: AccessKeysForm;
  readonly children: (line: ReturnType<typeof lineOf>) => ComponentChildren;
}

/** One half of a pair of access keys, with what is wrong with it. */
export function KeyField({ field, keys, children }: KeyFieldProps) {
  const texts = KEY_FIELD_TEXTS[field];
  const line = lineOf(field, keys);
  const problem = keys.problems[field];
  const swap = (): void => {
    const { accessKeyId, secretAccessKey } = keys.entered;
    keys.enter({ accessKeyId: secretAccessKey, secretAccessKey: accessKeyId });
    focusKeyField('accessKeyId');
  };
  return (
    <div class="field">
      <label for={line.id}>{message(texts.label)}</label>
      {children(line)}
      {problem !== undefined && (
        <p id={`${line.id}-problem`} class="field-problem">
          {message(texts.problems[problem])}{' '}
          {problem === 'swapped' && field === 'secretAccessKey' && (
            <button type="button" class="text-button" onClick={swap}>
              {message('access_key_swap')}
            </button>
          )}
        </p>
      )}
      <p id={`${line.id}-help`} class="field-help">
        {message(texts.help)}
      </p>
    </div>
  );
}
