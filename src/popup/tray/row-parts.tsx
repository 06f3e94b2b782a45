import {
  type ComponentChild,
  type ComponentChildren,
  createContext,
  Fragment,
  type FunctionComponent,
} from 'preact';
import { useContext } from 'preact/hooks';
import { causeOf } from '../../connection/cause';
import type { Failure } from '../../core/failure';
import { explainFailure, failureDetails } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import { CloseIcon, LinkIcon, PauseIcon, PlayIcon, RetryIcon } from '../../ui/action-icons';

/** What the controls of a row need to know of it. */
interface TrayRowValue {
  /** Tab stops in one row of the tray only; the arrow keys pass that on. */
  readonly tabIndex: 0 | -1;
  /** Id of the element with the row's name, which says what a button is for. */
  readonly nameId: string;
}

export const TrayRowContext = createContext<TrayRowValue>({ tabIndex: 0, nameId: '' });

export const useTrayRow = (): TrayRowValue => useContext(TrayRowContext);

const ICONS = {
  cancel: CloseIcon,
  copy_link: LinkIcon,
  dismiss: CloseIcon,
  pause: PauseIcon,
  resume: PlayIcon,
  try_again: RetryIcon,
} as const satisfies Record<string, FunctionComponent>;

interface RowButtonProps {
  readonly action: keyof typeof ICONS;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A round button at the end of a row. */
export function TrayRowButton({ action, disabled = false, onClick }: RowButtonProps) {
  const { tabIndex, nameId } = useTrayRow();
  const Icon = ICONS[action];
  return (
    <button
      type="button"
      class="icon-button tray-control"
      data-action={action}
      aria-label={message(action)}
      aria-describedby={nameId}
      title={message(action)}
      tabIndex={tabIndex}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      <Icon />
    </button>
  );
}

interface RowActionButtonProps {
  readonly action: 'ladder_use_screen' | 'connection_find_out' | 'save_as_is' | 'allow_and_save';
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** What can be done about a failure, in words. */
export function RowActionButton({ action, disabled = false, onClick }: RowActionButtonProps) {
  const { tabIndex, nameId } = useTrayRow();
  return (
    <button
      type="button"
      class="button button-small tray-control"
      data-action={action}
      aria-describedby={nameId}
      tabIndex={tabIndex}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      {message(action)}
    </button>
  );
}

/** Facts in one line, which breaks only after the dot between two. Empty ones are left out. */
export function Facts({ facts }: { readonly facts: readonly ComponentChild[] }) {
  const shown = facts.filter(fact => fact !== null && fact !== false && fact !== '');
  return (
    <p class="tray-facts">
      {shown.map((fact, index) => (
        // Facts have their places; what changes is what they say.
        <Fragment key={index}>
          <span class="tray-fact">
            {fact}
            {index < shown.length - 1 && '\u00a0·'}
          </span>{' '}
        </Fragment>
      ))}
    </p>
  );
}

interface RowFailureProps {
  readonly failure: Failure;
  /** What else can be done about it. */
  readonly children?: ComponentChildren;
}

/**
 * What happened, what to do next, and, folded away, what the server itself said. Where the group's finding says what to do,
 * once for all rows, it is folded away, too.
 */
export function RowFailure({ failure, children }: RowFailureProps) {
  const { tabIndex } = useTrayRow();
  const { sentence, nextStep } = explainFailure(failure);
  const { forAdmin, forReport } = failureDetails(failure);
  const isExplained = causeOf(failure) !== null;
  return (
    <div class="tray-failure tray-below">
      <p class="tray-failure-sentence">{sentence}</p>
      {!isExplained && <p>{nextStep}</p>}
      {children}
      <details>
        <summary class="tray-control" data-action="details" tabIndex={tabIndex}>
          {message('failure_details')}
        </summary>
        {isExplained && <p>{nextStep}</p>}
        {forAdmin !== '' && <p>{forAdmin}</p>}
        <code>{forReport}</code>
      </details>
    </div>
  );
}
