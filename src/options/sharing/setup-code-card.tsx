import type { Settings } from '../../core/settings';
import { settingsFileOf } from '../../core/settings-file';
import { setupCodeOf } from '../../core/setup-code';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { Copyable } from '../../ui/copyable';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { SetupCodeField } from './setup-code-field';
import type { Import } from './use-import';

interface SetupCodeCardProps {
  readonly settings: Settings;
  readonly imports: Import;
}

/** What a code gives to whoever has it. */
const CODE_TEXTS = {
  guest: 'setup_code_of_guests',
  user: 'setup_code_of_users',
  keys: 'setup_code_of_keys',
} as const;

/** The settings as a code or a file for another computer or for others, and where such a one goes. */
export function SetupCodeCard({ settings, imports }: SetupCodeCardProps) {
  const task = useTask();
  const save = (): Promise<void> =>
    task.run(async () => saveFile(settingsFileOf(settings, await call('preferences.get'))));
  return (
    <section class="card">
      <h2 id="share">{message('setup_code_heading')}</h2>
      <p>{message('setup_code_text')}</p>
      <p>{message(CODE_TEXTS[settings.access])}</p>
      <Copyable value={setupCodeOf(settings)} name="setup_code_yours" label="copy_setup_code" />
      <div class="field">
        <button type="button" class="button" onClick={() => void save()}>
          {message('export_save')}
        </button>
        <p class="field-help">{message('export_help')}</p>
        <TaskFailure task={task} />
      </div>
      <SetupCodeField imports={imports} />
    </section>
  );
}

/** Hands a file to the browser, which saves it where the user has its downloads. */
function saveFile(content: string): void {
  const link = document.createElement('a');
  link.download = 'shoebox-settings.json';
  link.href = `data:application/json,${encodeURIComponent(content)}`;
  link.click();
}
