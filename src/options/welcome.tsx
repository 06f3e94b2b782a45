import { message } from '../i18n/message';
import { SetupCodeField } from './setup-code-field';
import { SETUP_GUIDE_ID } from './setup-guide';
import type { Import } from './use-import';

function openGuide(): void {
  const guide = document.getElementById(SETUP_GUIDE_ID);
  if (guide instanceof HTMLDetailsElement) guide.open = true;
  guide?.querySelector('summary')?.focus();
}

/** What the user reads while nothing is configured. */
export const Welcome = ({ imports }: { readonly imports: Import }) => (
  <section class="notice welcome">
    <p>
      {message('options_welcome')}{' '}
      <a href={`#${SETUP_GUIDE_ID}`} onClick={openGuide}>
        {message('options_welcome_setup')}
      </a>
    </p>
    <SetupCodeField imports={imports} />
  </section>
);
