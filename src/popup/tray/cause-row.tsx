import { useCallback, useRef } from 'preact/hooks';
import type { Failure } from '../../core/failure';
import { plural } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { useLatest } from '../../ui/use-latest';
import { useTask } from '../../ui/use-task';
import type { Additions } from '../adding/use-additions';
import { RowActionButton, RowFailure, TrayRowButton } from './row-parts';
import { ChoiceButtons, canTryAgain } from './transfer-buttons';
import { askForEach, reportFailureSeen, retryTransfers, SEEN_MS } from './transfer-failures';
import type { TrayItem } from './tray-items';
import { TrayRow } from './tray-row';
import { useVisibleFor } from './use-visible-for';

interface CauseRowProps {
  readonly id: string;
  readonly isTabStop: boolean;
  readonly failure: Failure;
  /** Those that failed for it: several. */
  readonly items: readonly TrayItem[];
  readonly additions: Pick<Additions, 'retry' | 'dismiss'>;
}

/** Why several pictures were not saved, said once above them, with what can be done about all of them. */
export function CauseRow({ id, isTabStop, failure, items, additions }: CauseRowProps) {
  const task = useTask();
  const place = useRef<HTMLSpanElement>(null);
  const transfers = items.flatMap(item => (item.kind === 'transfer' ? [item.transfer] : []));
  const latest = useLatest(transfers);
  // What is said of all of them was before the user's eyes, wherever their rows are.
  const seen = useCallback(() => {
    for (const one of latest.current) reportFailureSeen(one.id, one.endedAt);
  }, [latest]);
  useVisibleFor(place, SEEN_MS, seen);
  const unread = items.flatMap(item => (item.kind === 'addition' ? [item.addition] : []));
  const retry = (): void => {
    for (const addition of unread) additions.retry(addition);
    void task.run(() => retryTransfers(transfers));
  };
  const dismiss = (): void => {
    for (const addition of unread) additions.dismiss(addition.id);
    void task.run(() => askForEach('dismiss', transfers));
  };
  const text = plural('tray_same_cause', items.length);
  return (
    <TrayRow
      id={id}
      state="failed"
      isTabStop={isTabStop}
      fileName={text}
      name={text}
      pictureRef={place}
      buttons={
        <>
          {canTryAgain(failure) && <TrayRowButton action="try_again" disabled={task.busy} onClick={retry} />}
          {/* Of those whose bytes are here alone, each is given up by itself: there is no undo. */}
          {transfers.every(({ bytes }) => bytes === null) && (
            <TrayRowButton action="dismiss" disabled={task.busy} onClick={dismiss} />
          )}
        </>
      }
      below={
        <>
          <RowFailure failure={failure}>
            <ChoiceButtons transfers={transfers} task={task} />
            {unread.length > 0 && failure.code === 'location-not-removed' && (
              <RowActionButton
                action="save_as_is"
                onClick={() => {
                  for (const addition of unread) additions.retry({ ...addition, keepsLocation: true });
                }}
              />
            )}
          </RowFailure>
          <TaskFailure task={task} />
        </>
      }
    />
  );
}
