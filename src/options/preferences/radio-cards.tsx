import { type MessageKey, message } from '../../i18n/message';

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
