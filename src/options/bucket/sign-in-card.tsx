import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { SignInButton, SignInFailure, SignInState } from '../../ui/sign-in';
import type { SignIn } from '../../ui/use-sign-in';
import './sign-in-card.css';

/** Whether whoever is signed in for one is so for the other. */
export const isSameProvider = (settings: Settings, other: Settings | null): boolean =>
  settings.issuer === other?.issuer && settings.clientId === other.clientId;

interface SignInCardProps {
  readonly signIn: SignIn;
  /** The status of the settings has the button just now. */
  readonly isAskedAbove: boolean;
}

/** Who is signed in, the way in and out, and what went wrong last. */
export function SignInCard({ signIn, isAskedAbove }: SignInCardProps) {
  const { status, failure } = signIn;
  const isIn = status?.state === 'signed-in';
  return (
    <section class="card">
      <h2 id="sign-in">{message('sign_in_heading')}</h2>
      <div class="sign-in">
        <p role="status" class="sign-in-state" data-state={status?.state}>
          <SignInState signIn={signIn} signedOut="signed_out" expired="sign_in_expired" />
        </p>
        {!isAskedAbove && <SignInButton signIn={signIn} />}
        <p class="field-help">{message(isIn ? 'sign_out_help' : 'sign_in_help')}</p>
      </div>
      <SignInFailure failure={failure} />
    </section>
  );
}
