import { ConversionFields } from './conversion-fields';
import { CheckboxField, RadioCards } from './form-fields';
import { NameTemplateField } from './name-template-field';
import { PreferencesSection } from './preferences-section';
import { SizeCapField } from './size-cap-field';
import { usePreferences } from './use-preferences';

/** Which of a picture's versions is saved. */
const VERSIONS = [
  ['best', 'preferences_version_best', 'preferences_version_best_help'],
  ['shown', 'preferences_version_shown', 'preferences_version_shown_help'],
] as const;

/** How things from the web are saved. */
export function PreferencesCard() {
  const edited = usePreferences();
  const { change } = edited;
  return (
    <PreferencesSection id="preferences" title="preferences_title" intro="preferences_intro" edited={edited}>
      {preferences => (
        <>
          <RadioCards
            name="version"
            legend="preferences_version"
            choices={VERSIONS}
            value={preferences.version}
            onChange={version => change({ version })}
          />
          <NameTemplateField
            template={preferences.nameTemplate}
            onChange={nameTemplate => change({ nameTemplate })}
          />
          <CheckboxField
            id="provenance"
            label="preferences_provenance"
            help="preferences_provenance_help"
            isChecked={preferences.keepProvenance}
            onChange={keepProvenance => change({ keepProvenance })}
          />
          <CheckboxField
            id="thumbnails"
            label="preferences_thumbnails"
            help="preferences_thumbnails_help"
            isChecked={preferences.storeThumbnails}
            onChange={storeThumbnails => change({ storeThumbnails })}
          />
          <SizeCapField bytes={preferences.maxBytes} onChange={maxBytes => change({ maxBytes })} />
          <ConversionFields
            conversion={preferences.conversion}
            onChange={changed => change({ conversion: { ...preferences.conversion, ...changed } })}
          />
        </>
      )}
    </PreferencesSection>
  );
}
