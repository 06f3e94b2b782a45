import { message } from '../../i18n/message';
import { BackIcon } from '../../ui/icons';
import { NextIcon } from './viewer-icons';

interface StepsProps {
  /** Null at the first one. */
  readonly onPrevious: (() => void) | null;
  /** Null at the last one. */
  readonly onNext: (() => void) | null;
}

/** To the photos beside this one. At an end a button stays, so that the focus does. */
export const PreviousNext = ({ onPrevious, onNext }: StepsProps) => (
  <>
    <button
      type="button"
      class="viewer-step viewer-previous"
      aria-label={message('viewer_previous')}
      aria-disabled={onPrevious === null}
      onClick={() => onPrevious?.()}
    >
      <BackIcon />
    </button>
    <button
      type="button"
      class="viewer-step viewer-next"
      aria-label={message('viewer_next')}
      aria-disabled={onNext === null}
      onClick={() => onNext?.()}
    >
      <NextIcon />
    </button>
  </>
);
