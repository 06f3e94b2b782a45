import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { TransferView } from '../../messaging/protocol';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import type { Additions } from '../adding/use-additions';
import type { LiveList } from '../model/live-lists';
import { retryAllTransfers } from './transfer-failures';
import { TrayHeader } from './tray-header';
import { groupedItems } from './tray-items';
import { TrayList } from './tray-list';
import { trayCounts } from './tray-summary';
import { useDeleteStaleThumbnails } from './use-transfer-thumbnail';
import { useThrottled, useTrayAnnouncement } from './use-tray-status';

import '../styles/progress.css';
import '../styles/tray.css';
import '../styles/tray-rows.css';

interface TrayPanelProps {
  readonly watched: LiveList<TransferView>;
  readonly additions: Additions;
}

/** The worker tells ten times a second. */
const SHOWN_EVERY_MS = 250;

const NONE: readonly TransferView[] = [];

/** The tray at the foot of every view: all transfers, and files that are still being read. */
export function TrayPanel({ watched, additions }: TrayPanelProps) {
  const transfers = useThrottled(watched.items ?? NONE, SHOWN_EVERY_MS);
  const groups = useMemo(() => groupedItems(additions.list, transfers), [additions.list, transfers]);
  const counts = useMemo(() => trayCounts(groups), [groups]);
  const announcement = useTrayAnnouncement(counts);
  const [isOpen, toggleOpen] = useOpen(groups.attention.length + groups['under-way'].length > 0);
  const task = useTask();
  const toggle = useRef<HTMLButtonElement>(null);
  const listId = useId();
  useDeleteStaleThumbnails(watched.items);
  // Either button may be gone when its work is done; the focus is not to go with it.
  const retryAll = (): void => {
    toggle.current?.focus();
    for (const addition of additions.list) if (addition.failure !== null) additions.retry(addition);
    void task.run(() => retryAllTransfers(transfers));
  };
  const clear = (): void => {
    toggle.current?.focus();
    void task.run(async () => void (await call('transfers.clear')));
  };
  return (
    <section class="tray" data-open={isOpen} aria-label={message('transfers')}>
      <TrayHeader
        counts={counts}
        transfers={transfers}
        isOpen={isOpen}
        toggle={toggle}
        listId={listId}
        isBusy={task.busy}
        onToggle={toggleOpen}
        onRetryAll={retryAll}
        onClear={clear}
      />
      <TaskFailure task={task} />
      <TaskFailure task={watched} />
      <div id={listId} class="tray-scroll" hidden={!isOpen}>
        {isOpen && <TrayList groups={groups} additions={additions} before={toggle} />}
      </div>
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
    </section>
  );
}

/**
 * Open while something goes on or needs the user, until they say otherwise; what was opened so does not close
 * by itself.
 */
function useOpen(isWorthIt: boolean): [boolean, () => void] {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const wasWorthIt = useRef(false);
  useLayoutEffect(() => {
    if (isWorthIt) wasWorthIt.current = true;
  }, [isWorthIt]);
  const isOpen = chosen ?? (isWorthIt || wasWorthIt.current);
  return [isOpen, () => setChosen(!isOpen)];
}
