import { useState } from 'preact/hooks';
import { message } from '../../i18n/message';
import { bytesOf, inUnit, type SizeInUnit, UNITS, type Unit } from './size-in-units';

interface SizeCapFieldProps {
  readonly bytes: number;
  readonly onChange: (bytes: number) => void;
}

const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);

/** The largest thing that is taken from the web. */
export function SizeCapField({ bytes, onChange }: SizeCapFieldProps) {
  const [typed, setSize] = useState(() => inUnit(bytes));
  const isWrong = bytesOf(typed) === null;
  // Another one may have come from elsewhere.
  const size = isWrong || bytesOf(typed) === bytes ? typed : inUnit(bytes);
  const enter = (entered: SizeInUnit): void => {
    setSize(entered);
    const wanted = bytesOf(entered);
    if (wanted !== null) onChange(wanted);
  };
  return (
    <div class="field">
      <label for="size-cap">{message('preferences_cap')}</label>
      <div class="with-unit">
        <input
          id="size-cap"
          class="input"
          inputMode="decimal"
          autocomplete="off"
          value={size.amount}
          aria-describedby={isWrong ? 'size-cap-problem size-cap-help' : 'size-cap-help'}
          aria-invalid={isWrong}
          onInput={event => enter({ ...size, amount: event.currentTarget.value })}
        />
        <select
          class="input"
          aria-label={message('preferences_cap_unit')}
          value={size.unit}
          onChange={event => {
            const { value } = event.currentTarget;
            if (isUnit(value)) enter({ ...size, unit: value });
          }}
        >
          {Object.keys(UNITS).map(unit => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      </div>
      {isWrong && (
        <p id="size-cap-problem" class="field-problem">
          {message('preferences_cap_problem')}
        </p>
      )}
      <p id="size-cap-help" class="field-help">
        {message('preferences_cap_help')}
      </p>
    </div>
  );
}
