import { useRef, useState } from 'preact/hooks';
import {
  fileNameOf,
  localDateAndTime,
  type NameFacts,
  PLACEHOLDERS,
  type Placeholder,
} from '../../core/name-template';
import { DEFAULT_PREFERENCES, MAX_TEMPLATE_LENGTH } from '../../core/preferences';
import { type MessageKey, message } from '../../i18n/message';

/** A picture that was not saved, for showing what a template makes of one. */
function sampleFacts(now: Date): NameFacts {
  return {
    name: message('sample_name'),
    title: message('sample_title'),
    host: 'example.com',
    ...localDateAndTime(now.getTime()),
    hash: '3f79bb7b435b',
    ext: 'jpg',
  };
}

/** The file name that a template makes of the sample. */
const sampleName = (template: string, now: Date): string =>
  fileNameOf({ template, facts: sampleFacts(now) }, `${message('sample_album')}/`);

const MEANINGS: { readonly [Name in Placeholder]: MessageKey } = {
  name: 'placeholder_name',
  title: 'placeholder_title',
  host: 'placeholder_host',
  date: 'placeholder_date',
  time: 'placeholder_time',
  album: 'placeholder_album',
  hash: 'placeholder_hash',
  ext: 'placeholder_ext',
};

interface NameTemplateFieldProps {
  readonly template: string;
  readonly onChange: (template: string) => void;
}

/** The template of file names, what can stand in it, and what comes of it. */
export function NameTemplateField({ template, onChange }: NameTemplateFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [now] = useState(() => new Date());
  const insert = (placeholder: Placeholder): void => {
    const field = input.current;
    if (field === null) return;
    const { selectionStart, selectionEnd, value } = field;
    const text = `{${placeholder}}`;
    const [start, end] = [selectionStart ?? value.length, selectionEnd ?? value.length];
    if (value.length - (end - start) + text.length > MAX_TEMPLATE_LENGTH) return;
    field.setRangeText(text, start, end, 'end');
    field.focus();
    onChange(field.value);
  };
  return (
    <div class="field">
      <label for="name-template">{message('preferences_name')}</label>
      <input
        ref={input}
        id="name-template"
        class="input template-input"
        value={template}
        maxLength={MAX_TEMPLATE_LENGTH}
        autocomplete="off"
        spellcheck={false}
        aria-describedby="name-preview name-template-help"
        onInput={event => onChange(event.currentTarget.value)}
        onBlur={() => template.trim() === '' && onChange(DEFAULT_PREFERENCES.nameTemplate)}
      />
      <p id="name-preview" class="name-preview">
        <span>{message('preferences_name_preview')}</span>
        <output for="name-template">
          <bdi>{sampleName(template, now)}</bdi>
        </output>
      </p>
      <fieldset class="placeholders" aria-label={message('preferences_name_insert')}>
        {PLACEHOLDERS.map(placeholder => (
          <button
            key={placeholder}
            type="button"
            class="placeholder"
            title={message(MEANINGS[placeholder])}
            aria-label={`${message(MEANINGS[placeholder])}: {${placeholder}}`}
            onClick={() => insert(placeholder)}
          >
            {`{${placeholder}}`}
          </button>
        ))}
      </fieldset>
      <p id="name-template-help" class="field-help">
        {message('preferences_name_help')}
      </p>
    </div>
  );
}
