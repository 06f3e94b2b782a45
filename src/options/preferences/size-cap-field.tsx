import { MAX_BYTES_RANGE } from '../../core/preferences';
import { message } from '../../i18n/message';
import { useDraft } from '../form/use-draft';

/** As S3 and file systems count. */
const UNITS = { MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 } as const;

type Unit = keyof typeof UNITS;

export interface SizeInUnit {
  /** As it is typed, with a comma or a point. */
  readonly amount: string;
  readonly unit: Unit;
}

/** In the largest unit in which it is at least one. */
export function inUnit(bytes: number): SizeInUnit {
  const unit = bytes >= UNITS.TiB ? 'TiB' : bytes >= UNITS.GiB ? 'GiB' : 'MiB';
  return { amount: String(Math.round((bytes / UNITS[unit]) * 100) / 100), unit };
}

/** Bytes; undefined for what is no size, or none that can be chosen. */
export function bytesOf({ amount, unit }: SizeInUnit): number | undefined {
  const bytes =
    amount.trim() === '' ? Number.NaN : Math.round(Number(amount.replace(',', '.')) * UNITS[unit]);
  return bytes >= MAX_BYTES_RANGE.least && bytes <= MAX_BYTES_RANGE.most ? bytes : undefined;
}

interface SizeCapFieldProps {
  readonly bytes: number;
  readonly onChange: (bytes: number) => void;
}

const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);

/** The largest thing that is taken from the web. */
export function SizeCapField({ bytes, onChange }: SizeCapFieldProps) {
  const { text: size, isWrong, enter } = useDraft(bytes, bytesOf, inUnit, onChange);
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
