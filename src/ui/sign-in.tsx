import type { Failure } from '../core/failure';
import { explainFailure } from '../i18n/failure-messages';
import { type MessageKey, message } from '../i18n/message';
import { canSignIn } from '../messaging/sign-in';
import { FailureNotice } from './failure-notice';
import { MessageWithName } from './message-with-name';
import type { SignIn } from './use-sign-in';

interface SignInStateProps {
  readonly signIn: SignIn;
  /** What is said while nobody is signed in, and where a sign-in has expired. */
  readonly signedOut: MessageKey;
  readonly expired: MessageKey;
}

/** How it stands, in a sentence. To be drawn in a live region. */
export function SignInState({ signIn: { status, busy }, signedOut, expired }: SignInStateProps) {
  if (busy !== null) return message(busy === 'in' ? 'sign_in_open' : 'signing_out');
  switch (status?.state) {
    case 'signed-in':
      if (status.user === null) return message('signed_in');
      return <MessageWithName text="signed_in_as" name={status.user} />;
    case 'signed-out':
      return message(signedOut);
    case 'expired':
      return message(expired);
    default:
      return null;
  }
}

interface SignInButtonProps {
  readonly signIn: SignIn;
  readonly isSmall?: boolean;
}

/** The way in, and the way out for whoever is in; or, where the browser has none, where there is one. */
export function SignInButton({ signIn, isSmall = false }: SignInButtonProps) {
  const isIn = signIn.status?.state === 'signed-in';
  if (!isIn && !canSignIn())
    return (
      <p>
        {message('error_sign_in_not_in_private_windows')}{' '}
        {message('error_sign_in_not_in_private_windows_next')}
      </p>
    );
  const isBusy = signIn.busy !== null;
  const kinds = ['button', !isIn && 'button-primary', isSmall && 'button-small'];
  return (
    // One button for both, and never `disabled`: so the focus stays on it.
    <button
      type="button"
      class={kinds.filter(kind => kind !== false).join(' ')}
      aria-disabled={isBusy}
      onClick={isBusy ? undefined : isIn ? signIn.signOut : signIn.signIn}
    >
      {message(isIn ? 'sign_out' : 'sign_in')}
    </button>
  );
}

/** What went wrong last. That the user closed the window is nothing that went wrong. */
export function SignInFailure({ failure }: { readonly failure: Failure | null }) {
  if (failure === null) return null;
  if (failure.code === 'sign-in-cancelled') return <p role="status">{explainFailure(failure).sentence}</p>;
  return <FailureNotice failure={failure} />;
}
