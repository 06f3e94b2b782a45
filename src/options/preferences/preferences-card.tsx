import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/task-failure';
import { ConversionFields } from './conversion-fields';
import { NameTemplateField } from './name-template-field';
import { PreferencesState } from './preferences-state';
import { SizeCapField } from './size-cap-field';
import { usePreferences } from './use-preferences';
import { VersionChoice } from './version-choice';
import './preferences.css';

/** How things from the web are saved: a form without a button, since nothing in it can do harm. */
export function PreferencesCard() {
  const edited = usePreferences();
  const { preferences, change, task } = edited;
  return (
    <section class="card preferences" aria-labelledby="preferences">
      <div class="preferences-head">
        <h2 id="preferences">{message('preferences_title')}</h2>
        <PreferencesState edited={edited} />
      </div>
      <p class="preferences-intro">{message('preferences_intro')}</p>
      <TaskFailure task={task} />
      {preferences !== null && (
        <>
          <VersionChoice version={preferences.version} onChange={version => change({ version })} />
          <NameTemplateField
            template={preferences.nameTemplate}
            onChange={nameTemplate => change({ nameTemplate })}
          />
          <div class="field">
            <label class="checkbox">
              <input
                type="checkbox"
                checked={preferences.keepProvenance}
                aria-describedby="provenance-help"
                onChange={event => change({ keepProvenance: event.currentTarget.checked })}
              />
              {message('preferences_provenance')}
            </label>
            <p id="provenance-help" class="field-help">
              {message('preferences_provenance_help')}
            </p>
          </div>
          <div class="field">
            <label class="checkbox">
              <input
                type="checkbox"
                checked={preferences.storeThumbnails}
                aria-describedby="thumbnails-help"
                onChange={event => change({ storeThumbnails: event.currentTarget.checked })}
              />
              {message('preferences_thumbnails')}
            </label>
            <p id="thumbnails-help" class="field-help">
              {message('preferences_thumbnails_help')}
            </p>
          </div>
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
