import type { Preferences } from '../../core/preferences';
import { message } from '../../i18n/message';

interface VersionChoiceProps {
  readonly version: Preferences['version'];
  readonly onChange: (version: Preferences['version']) => void;
}

const CHOICES = [
  ['best', 'preferences_version_best', 'preferences_version_best_help'],
  ['shown', 'preferences_version_shown', 'preferences_version_shown_help'],
] as const;

/** Which of a picture's versions is saved. */
export function VersionChoice({ version, onChange }: VersionChoiceProps) {
  return (
    <fieldset class="choices">
      <legend>{message('preferences_version')}</legend>
      {CHOICES.map(([value, name, help]) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name="version"
            checked={version === value}
            aria-describedby={`version-${value}-help`}
            onChange={() => onChange(value)}
          />
          <span>
            <span class="choice-name">{message(name)}</span>
            <span id={`version-${value}-help`} class="field-help">
              {message(help)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
