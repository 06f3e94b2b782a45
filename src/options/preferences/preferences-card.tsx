import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { CheckboxField } from './checkbox-field';
import { ConversionFields } from './conversion-fields';
import { NameTemplateField } from './name-template-field';
import { PreferencesSaveStatus } from './preferences-state';
import { RadioCards } from './radio-cards';
import { SizeCapField } from './size-cap-field';
import { usePreferences } from './use-preferences';
import './preferences.css';

/** Which of a picture's versions is saved. */
const VERSIONS = [
  ['best', 'preferences_version_best', 'preferences_version_best_help'],
  ['shown', 'preferences_version_shown', 'preferences_version_shown_help'],
] as const;

/** How things from the web are saved: a form without a button, since nothing in it can do harm. */
export function PreferencesCard() {
  const edited = usePreferences();
  const { preferences, change, task } = edited;
  return (
    <section class="card preferences" aria-labelledby="preferences">
      <div class="preferences-head">
        <h2 id="preferences">{message('preferences_title')}</h2>
        <PreferencesSaveStatus edited={edited} />
      </div>
      <p class="preferences-intro">{message('preferences_intro')}</p>
      <TaskFailure task={task} />
      {preferences !== null && (
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
    </section>
  );
}
