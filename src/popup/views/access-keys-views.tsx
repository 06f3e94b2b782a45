import { useEffect } from 'preact/hooks';
import type { Failure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import { useLatest } from '../../ui/use-latest';
import { EmptyState } from '../page/empty-state';
import { EnterKeyButton } from '../page/enter-key-button';
import '../styles/sign-in.css';

interface AccessKeysNeededProps {
  /** Why keys have to be entered. */
  readonly failure: Failure;
  /** The user comes back from elsewhere, where keys may have been entered. */
  readonly onReturn: () => void;
}

/** Above every view while access keys are missing or refused: what is wrong, and the way to the field. */
export function AccessKeysBar({ failure, onReturn }: AccessKeysNeededProps) {
  useOnReturn(onReturn);
  return (
    <section class="sign-in-bar" aria-label={message('access_keys')} data-needed>
      <p role="status">{explainFailure(failure).sentence}</p>
      <EnterKeyButton isSmall />
    </section>
  );
}

/** In the place of the albums, where none are known. */
export function AccessKeysNeeded({ failure, onReturn }: AccessKeysNeededProps) {
  useOnReturn(onReturn);
  return (
    <EmptyState title={message('keys_first')} text={explainFailure(failure).sentence}>
      <EnterKeyButton />
    </EmptyState>
  );
}

/** Keys are entered on another page: nothing is heard of that here, but whoever entered them comes back. */
function useOnReturn(onReturn: () => void): void {
  const latest = useLatest(onReturn);
  useEffect(() => {
    const listener = (): void => latest.current();
    addEventListener('focus', listener);
    return () => removeEventListener('focus', listener);
  }, [latest]);
}
