import { message } from '../i18n/message';
import { SETUP_GUIDE_ID } from './setup-guide';

function openGuide(): void {
  const guide = document.getElementById(SETUP_GUIDE_ID);
  if (guide instanceof HTMLDetailsElement) guide.open = true;
  guide?.querySelector('summary')?.focus();
}

/** What a person reads while nothing is configured. */
export function Welcome() {
  return (
    <p class="notice welcome">
      {message('options_welcome')}{' '}
      <a href={`#${SETUP_GUIDE_ID}`} onClick={openGuide}>
        {message('options_welcome_setup')}
      </a>
    </p>
  );
}
