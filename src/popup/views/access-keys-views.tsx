import { useEffect } from 'preact/hooks';
import type { Failure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import { stream } from '../../messaging/client';
import { type News, reconnecting } from '../../messaging/reconnecting';
import { useLatest } from '../../ui/use-latest';
import { type StreamSource, useStream } from '../../ui/use-stream';
import { EmptyState } from '../page/empty-state';
import { EnterKeyButton } from '../page/enter-key-button';
import '../styles/sign-in.css';

interface AccessKeysNeededProps {
  /** Why keys have to be entered. */
  readonly failure: Failure;
  /** Keys were entered since. */
  readonly onEntered: () => void;
}

/** Above every view while access keys are missing or refused: what is wrong, and the way to the field. */
export function AccessKeysBar({ failure, onEntered }: AccessKeysNeededProps) {
  useOnEntered(onEntered);
  return (
    <section class="sign-in-bar" aria-label={message('access_keys')} data-needed>
      <p role="status">{explainFailure(failure).sentence}</p>
      <EnterKeyButton isSmall />
    </section>
  );
}

/** In the place of the albums, where none are known. */
export function AccessKeysNeeded({ failure, onEntered }: AccessKeysNeededProps) {
  useOnEntered(onEntered);
  return (
    <EmptyState title={message('keys_first')} text={explainFailure(failure).sentence}>
      <EnterKeyButton />
    </EmptyState>
  );
}

/** How often keys were entered, forgotten or looked up again, as far as this page has heard. */
const CHANGES: StreamSource<News<unknown>, number> = {
  open: signal => reconnecting(connected => stream('access-keys.watch', undefined, connected), signal),
  reduce: (count, { failure }) => (failure === null ? count + 1 : count),
};

/** Keys are entered on another page: then what failed here is asked for again. */
function useOnEntered(onEntered: () => void): void {
  const { value } = useStream(CHANGES, 0);
  const latest = useLatest(onEntered);
  useEffect(() => {
    // The first tells how it stands now.
    if (value > 1) latest.current();
  }, [value, latest]);
}
