import type { Conversion } from '../../core/preferences';
import { message, uiLanguage } from '../../i18n/message';
import { CheckboxField } from './checkbox-field';
import { EdgeField } from './edge-field';
import { SelectField } from './select-field';

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
        <SelectField
          id="format"
          label={message('preferences_format')}
          options={FORMATS.map(([value, name]) => [value, message(name)])}
          value={format}
          onChange={chosen => onChange({ format: chosen })}
        />
        <EdgeField edge={maxEdge} onChange={edge => onChange({ maxEdge: edge })} />
      </div>
      {mayLose && <QualityField quality={conversion.quality} onChange={quality => onChange({ quality })} />}
      <CheckboxField
        id="location"
        label="preferences_location"
        help="preferences_location_help"
        isChecked={stripLocation}
        onChange={chosen => onChange({ stripLocation: chosen })}
      />
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
