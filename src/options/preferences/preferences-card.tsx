import { CheckboxField, RadioCards } from '../form/form-fields';
import { Imposable } from '../form/policy';
import { ConversionFields } from './conversion-fields';
import { NameTemplateField } from './name-template-field';
import { PreferencesSection } from './preferences-section';
import { SizeCapField } from './size-cap-field';
import { usePreferences } from './use-preferences';

/** Which of a picture's versions is saved. */
const VERSIONS = [
  ['best', 'preferences_version_best', 'preferences_version_best_help'],
  ['shown', 'preferences_version_shown', 'preferences_version_shown_help'],
] as const;

/** What notifications are shown of. */
const NOTIFICATIONS = [
  ['all', 'preferences_notifications_all', 'preferences_notifications_all_help'],
  ['failures', 'preferences_notifications_failures', 'preferences_notifications_failures_help'],
  ['none', 'preferences_notifications_none', 'preferences_notifications_none_help'],
] as const;

/** How things from the web are saved. */
export function PreferencesCard() {
  const edited = usePreferences();
  const { change } = edited;
  return (
    <PreferencesSection id="preferences" title="preferences_title" intro="preferences_intro" edited={edited}>
      {preferences => (
        <>
          <Imposable name="preferences.version">
            <RadioCards
              name="version"
              legend="preferences_version"
              choices={VERSIONS}
              value={preferences.version}
              onChange={version => change({ version })}
            />
          </Imposable>
          <Imposable name="preferences.nameTemplate">
            <NameTemplateField
              template={preferences.nameTemplate}
              onChange={nameTemplate => change({ nameTemplate })}
            />
          </Imposable>
          <Imposable name="preferences.keepProvenance">
            <CheckboxField
              id="provenance"
              label="preferences_provenance"
              help="preferences_provenance_help"
              isChecked={preferences.keepProvenance}
              onChange={keepProvenance => change({ keepProvenance })}
            />
          </Imposable>
          <Imposable name="preferences.storeThumbnails">
            <CheckboxField
              id="thumbnails"
              label="preferences_thumbnails"
              help="preferences_thumbnails_help"
              isChecked={preferences.storeThumbnails}
              onChange={storeThumbnails => change({ storeThumbnails })}
            />
          </Imposable>
          <Imposable name="preferences.maxBytes">
            <SizeCapField bytes={preferences.maxBytes} onChange={maxBytes => change({ maxBytes })} />
          </Imposable>
          <Imposable name="preferences.notifications">
            <RadioCards
              name="notifications"
              legend="preferences_notifications"
              choices={NOTIFICATIONS}
              value={preferences.notifications}
              onChange={notifications => change({ notifications })}
            />
          </Imposable>
          <ConversionFields
            conversion={preferences.conversion}
            onChange={changed => change({ conversion: { ...preferences.conversion, ...changed } })}
          />
        </>
      )}
    </PreferencesSection>
  );
}
