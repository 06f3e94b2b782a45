import { type MessageKey, message } from '../../i18n/message';

interface CheckboxFieldProps {
  /** Unique on the page. */
  readonly id: string;
  readonly label: MessageKey;
  readonly help: MessageKey;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** Yes or no, and what that means. */
export const CheckboxField = ({ id, label, help, isChecked, onChange }: CheckboxFieldProps) => (
  <div class="field">
    <label class="checkbox">
      <input
        type="checkbox"
        checked={isChecked}
        aria-describedby={`${id}-help`}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      {message(label)}
    </label>
    <p id={`${id}-help`} class="field-help">
      {message(help)}
    </p>
  </div>
);
