import type { Conversion } from '../../core/preferences';
import { MAX_EDGE, MIN_EDGE } from '../../core/preferences';
import { message, uiLanguage } from '../../i18n/message';
import { CheckboxField, SelectField } from '../form/form-fields';
import { Imposable } from '../form/policy';
import { useDraft } from '../form/use-draft';

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
        <Imposable name="preferences.conversion.format">
          <SelectField
            id="format"
            label={message('preferences_format')}
            options={FORMATS.map(([value, name]) => [value, message(name)])}
            value={format}
            onChange={chosen => onChange({ format: chosen })}
          />
        </Imposable>
        <Imposable name="preferences.conversion.maxEdge">
          <EdgeField edge={maxEdge} onChange={edge => onChange({ maxEdge: edge })} />
        </Imposable>
      </div>
      {mayLose && (
        <Imposable name="preferences.conversion.quality">
          <QualityField quality={conversion.quality} onChange={quality => onChange({ quality })} />
        </Imposable>
      )}
      <Imposable name="preferences.conversion.stripLocation">
        <CheckboxField
          id="location"
          label="preferences_location"
          help="preferences_location_help"
          isChecked={stripLocation}
          onChange={chosen => onChange({ stripLocation: chosen })}
        />
      </Imposable>
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

interface EdgeFieldProps {
  /** Pixels; null for any. */
  readonly edge: number | null;
  readonly onChange: (edge: number | null) => void;
}

/** Undefined for what is no edge. */
function edgeOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const edge = Number(text);
  return Number.isInteger(edge) && edge >= MIN_EDGE && edge <= MAX_EDGE ? edge : undefined;
}

const formatEdge = (edge: number | null): string => (edge === null ? '' : String(edge));

/** The longest edge of pictures. */
function EdgeField({ edge, onChange }: EdgeFieldProps) {
  const { text, isWrong, enter } = useDraft(edge, edgeOf, formatEdge, onChange);
  return (
    <div class="field">
      <label for="max-edge">{message('preferences_edge')}</label>
      <div class="with-unit">
        <input
          id="max-edge"
          class="input"
          inputMode="numeric"
          autocomplete="off"
          placeholder={message('preferences_edge_any')}
          value={text}
          aria-describedby={isWrong ? 'max-edge-problem max-edge-help' : 'max-edge-help'}
          aria-invalid={isWrong}
          onInput={event => enter(event.currentTarget.value)}
        />
        <span>{message('preferences_edge_unit')}</span>
      </div>
      {isWrong && (
        <p id="max-edge-problem" class="field-problem">
          {message('preferences_edge_problem', new Intl.NumberFormat(uiLanguage()).format(MAX_EDGE))}
        </p>
      )}
      <p id="max-edge-help" class="field-help">
        {message('preferences_edge_help')}
      </p>
    </div>
  );
}
