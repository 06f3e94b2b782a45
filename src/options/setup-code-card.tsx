import type { Settings } from '../core/settings';
import { setupCodeOf } from '../core/setup-code';
import { message } from '../i18n/message';
import { Copyable } from './copyable';
import { SetupCodeField } from './setup-code-field';
import type { SetupCode } from './use-setup-code';

interface SetupCodeCardProps {
  readonly settings: Settings;
  readonly code: SetupCode;
}

/** The settings as a code for another computer or for others, and where such a code goes. */
export const SetupCodeCard = ({ settings, code }: SetupCodeCardProps) => (
  <section class="card">
    <h2>{message('setup_code_heading')}</h2>
    <p>{message('setup_code_text')}</p>
    <Copyable value={setupCodeOf(settings)} name="setup_code_yours" label="copy_setup_code" />
    <SetupCodeField code={code} />
  </section>
);
