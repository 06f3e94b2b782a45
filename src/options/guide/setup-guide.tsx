import './setup-guide.css';
import type { SettingsInput } from '../../core/settings';
import { message } from '../../i18n/message';
import { PartsByHand } from './parts-by-hand';
import { QuickSetup } from './quick-setup';

/** Id of the guide, for links to it. */
export const SETUP_GUIDE_ID = 'setup-guide';

interface SetupGuideProps {
  /** What is in the fields. */
  readonly input: SettingsInput;
  /** Whether it is unfolded at first. */
  readonly isOpen?: boolean;
}

/** Two ways to bucket, pool and role: AWS makes all of it from one template, or each is made in the AWS console. */
export function SetupGuide({ input, isOpen = false }: SetupGuideProps) {
  return (
    <details class="card guide" id={SETUP_GUIDE_ID} open={isOpen}>
      <summary>
        <h2>{message('setup_heading')}</h2>
      </summary>
      <p>
        {message('setup_intro')} {message('setup_cost')}
      </p>
      <QuickSetup />
      <PartsByHand input={input} />
      <p class="guide-warning">{message('setup_remove')}</p>
    </details>
  );
}
