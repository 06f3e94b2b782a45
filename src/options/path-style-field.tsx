import { message } from '../i18n/message';
import { FIELD_TEXTS } from './field-texts';
import { idOfField } from './reveal-field';

interface PathStyleFieldProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whether the bucket stands in the path of URLs. */
export function PathStyleField({ checked, onChange }: PathStyleFieldProps) {
  const id = idOfField('pathStyle');
  return (
    <div class="field">
      <label class="checkbox">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          aria-describedby={`${id}-help`}
          onChange={event => onChange(event.currentTarget.checked)}
        />
        {message(FIELD_TEXTS.pathStyle.label)}
      </label>
      <p id={`${id}-help`} class="field-help">
        {message(FIELD_TEXTS.pathStyle.help)}
      </p>
    </div>
  );
}
