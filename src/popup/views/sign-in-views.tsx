import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n/message';
import { SignInButton, SignInFailure, SignInState } from '../../ui/sign-in';
import { useSignIn } from '../../ui/use-sign-in';
import { EmptyState } from '../page/empty-state';
import '../styles/sign-in.css';

interface SignInBarProps {
  /** Whether the view itself says what there is to say while nobody is signed in. */
  readonly isSaid: boolean;
  /** Whether it is told who is signed in. */
  readonly isHome: boolean;
  /** Somebody signed in or out while this page was open: what it shows is not theirs, or can be asked for again. */
  readonly onChange: () => void;
}

/** Above every view while the user has to sign in; who is signed in, below the albums. */
export function SignInBar({ isSaid, isHome, onChange }: SignInBarProps) {
  const signIn = useSignIn();
  const state = signIn.status?.state ?? null;
  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (was === null || state === was) return;
    // After its window was closed everything is as it was.
    if (state === 'signed-in' || (state === 'signed-out' && was !== 'signing-in')) onChange();
  }, [state, onChange]);
  const isNeeded = state === 'signed-out' || state === 'expired' || state === 'signing-in';
  return (
    <section
      class="sign-in-bar"
      aria-label={message('sign_in_heading')}
      data-needed={isNeeded}
      hidden={isNeeded ? isSaid : state !== 'signed-in' || !isHome}
    >
      <p role="status">
        <SignInState signIn={signIn} signedOut="sign_in_to_go_on" expired="sign_in_again_to_go_on" />
      </p>
      {isNeeded && <SignInButton signIn={signIn} isSmall />}
      {isNeeded && <SignInFailure failure={signIn.failure} />}
    </section>
  );
}

/** In the place of the albums, where none are known. */
export function SignInNeeded() {
  const signIn = useSignIn();
  return (
    <EmptyState title={message('sign_in_first')} text={message('sign_in_first_next')}>
      <SignInButton signIn={signIn} />
      <p role="status">{signIn.busy !== null && message('sign_in_open')}</p>
      <SignInFailure failure={signIn.failure} />
    </EmptyState>
  );
}
