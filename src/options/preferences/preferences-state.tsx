import { message } from '../../i18n/message';
import type { EditedPreferences } from './use-preferences';

/** Whether what was changed is stored. */
export const PreferencesSaveStatus = ({
  edited: { state, task },
}: {
  readonly edited: EditedPreferences;
}) => (
  <p role="status" class="preferences-state" data-state={state}>
    {state !== null &&
      task.failure === null &&
      message(state === 'saved' ? 'preferences_saved' : 'preferences_saving')}
  </p>
);
