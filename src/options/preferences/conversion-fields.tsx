import type { Conversion } from '../../core/preferences';
import { message, uiLanguage } from '../../i18n/message';
import { EdgeField } from './edge-field';

interface ConversionFieldsProps {
  readonly conversion: Conversion;
  readonly onChange: (change: Partial<Conversion>) => void;
}

const FORMATS = [
  ['keep', 'preferences_format_keep'],
  ['jpeg', 'preferences_format_jpeg'],
  ['png', 'preferences_format_png'],
] as const;

/** What is done to pictures on their way. */
export function ConversionFields({ conversion, onChange }: ConversionFieldsProps) {
  const { format, maxEdge, stripLocation } = conversion;
  // Where nothing is drawn anew there is nothing to lose.
  const mayLose = format === 'jpeg' || maxEdge !== null;
  return (
    <fieldset class="conversion">
      <legend>{message('preferences_conversion')}</legend>
      <p class="field-help">{message('preferences_conversion_help')}</p>
      <div class="conversion-columns">
        <div class="field">
          <label for="format">{message('preferences_format')}</label>
          <select
            id="format"
            class="input"
            value={format}
            onChange={event => {
              const chosen = FORMATS.find(([value]) => value === event.currentTarget.value);
              if (chosen !== undefined) onChange({ format: chosen[0] });
            }}
          >
            {FORMATS.map(([value, name]) => (
              <option key={value} value={value}>
                {message(name)}
              </option>
            ))}
          </select>
        </div>
        <EdgeField edge={maxEdge} onChange={edge => onChange({ maxEdge: edge })} />
      </div>
      {mayLose && <QualityField quality={conversion.quality} onChange={quality => onChange({ quality })} />}
      <div class="field">
        <label class="checkbox">
          <input
            type="checkbox"
            checked={stripLocation}
            aria-describedby="location-help"
            onChange={event => onChange({ stripLocation: event.currentTarget.checked })}
          />
          {message('preferences_location')}
        </label>
        <p id="location-help" class="field-help">
          {message('preferences_location_help')}
        </p>
      </div>
    </fieldset>
  );
}

interface QualityFieldProps {
  /** In percent. */
  readonly quality: number;
  readonly onChange: (quality: number) => void;
}

function QualityField({ quality, onChange }: QualityFieldProps) {
  const percent = new Intl.NumberFormat(uiLanguage(), { style: 'percent' }).format(quality / 100);
  return (
    <div class="field">
      <label for="quality">{message('preferences_quality')}</label>
      <div class="quality">
        <input
          id="quality"
          type="range"
          min="1"
          max="100"
          value={quality}
          aria-valuetext={percent}
          aria-describedby="quality-help"
          onInput={event => onChange(event.currentTarget.valueAsNumber)}
        />
        <output for="quality">{percent}</output>
      </div>
      <p id="quality-help" class="field-help">
        {message('preferences_quality_help')}
      </p>
    </div>
  );
}
