import type { ComponentChildren } from 'preact';
import type { Preferences } from '../core/preferences';
import { type MessageKey, message } from '../i18n/message';
import { TaskFailure } from '../ui/failure-notice';
import type { EditedPreferences } from './use-preferences';
import './preferences.css';

interface PreferencesSectionProps {
  /** Of its heading. */
  readonly id: string;
  readonly title: MessageKey;
  readonly intro: MessageKey;
  readonly edited: EditedPreferences;
  /** What is shown once they are loaded. */
  readonly children: (preferences: Preferences) => ComponentChildren;
}

/** A card of preferences: a form without a button, since nothing in it can do harm; says whether changes are stored. */
export function PreferencesSection({ id, title, intro, edited, children }: PreferencesSectionProps) {
  const { preferences, state, task } = edited;
  return (
    <section class="card preferences" aria-labelledby={id}>
      <div class="preferences-head">
        <h2 id={id}>{message(title)}</h2>
        <p role="status" class="preferences-state" data-state={state}>
          {state !== null &&
            task.failure === null &&
            message(state === 'saved' ? 'preferences_saved' : 'preferences_saving')}
        </p>
      </div>
      <p class="preferences-intro">{message(intro)}</p>
      <TaskFailure task={task} />
      {preferences !== null && children(preferences)}
    </section>
  );
}
