import type { ComponentChildren } from 'preact';
import type { Preferences } from '../../core/preferences';
import { type MessageKey, message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import type { EditedPreferences } from './use-preferences';
import './preferences.css';

const STATE_TEXTS = {
  auto: 'preferences_auto',
  saving: 'preferences_saving',
  saved: 'preferences_saved',
} as const;

interface PreferencesSectionProps {
  /** Of its heading. */
  readonly id: string;
  readonly title: MessageKey;
  readonly intro: MessageKey;
  readonly edited: EditedPreferences;
  /** What is shown once they are loaded. */
  readonly children: (preferences: Preferences) => ComponentChildren;
}

/** A card of preferences: a form without a button, since nothing in it can do harm. Says that changes are stored by themselves, and when they are. */
export function PreferencesSection({ id, title, intro, edited, children }: PreferencesSectionProps) {
  const { preferences, state, task } = edited;
  return (
    <section class="card preferences" aria-labelledby={id}>
      <div class="preferences-head">
        <h2 id={id}>{message(title)}</h2>
        <p role="status" class="preferences-state" data-state={state}>
          {task.failure === null && message(STATE_TEXTS[state ?? 'auto'])}
        </p>
      </div>
      <p class="preferences-intro">{message(intro)}</p>
      <TaskFailure task={task} />
      {preferences !== null && children(preferences)}
    </section>
  );
}
