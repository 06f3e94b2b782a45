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
        id={id}
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

interface RadioCardsProps<Value> {
  /** Of the group; unique on the page. */
  readonly name: string;
  readonly legend: MessageKey;
  readonly choices: readonly (readonly [value: Value, name: MessageKey, help: MessageKey])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few things, each with what it means. */
export const RadioCards = <Value extends string>({
  name,
  legend,
  choices,
  value,
  onChange,
}: RadioCardsProps<Value>) => (
  <fieldset class="choices">
    <legend>{message(legend)}</legend>
    {choices.map(([choice, title, help]) => (
      <label key={choice} class="choice">
        <input
          type="radio"
          name={name}
          checked={value === choice}
          aria-describedby={`${name}-${choice}-help`}
          onChange={() => onChange(choice)}
        />
        <span>
          <span class="choice-name">{message(title)}</span>
          <span id={`${name}-${choice}-help`} class="field-help">
            {message(help)}
          </span>
        </span>
      </label>
    ))}
  </fieldset>
);

interface SelectFieldProps<Value> {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  /** What it is for; absent where the label says it. */
  readonly help?: string;
  readonly options: readonly (readonly [value: Value, name: string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of several short things. */
export const SelectField = <Value extends string | number>({
  id,
  label,
  help,
  options,
  value,
  onChange,
}: SelectFieldProps<Value>) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select
      id={id}
      class="input"
      value={value}
      {...(help !== undefined && { 'aria-describedby': `${id}-help` })}
      onChange={event => {
        const chosen = options.find(([option]) => String(option) === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen[0]);
      }}
    >
      {options.map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))}
    </select>
    {help !== undefined && (
      <p id={`${id}-help`} class="field-help">
        {help}
      </p>
    )}
  </div>
);
