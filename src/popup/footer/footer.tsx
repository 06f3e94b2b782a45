import { useCallback, useId, useMemo, useRef, useState } from 'preact/hooks';
import { changesAlbums, isDownload } from '../../core/job';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import type { TransferView } from '../../messaging/protocol';
import { TaskFailure } from '../../ui/failure-notice';
import type { TaskState } from '../../ui/use-task';
import { useTask } from '../../ui/use-task';
import type { Additions } from '../adding/use-additions';
import { FooterLine } from '../jobs/footer-line';
import { JobRows, useJobsWithRow } from '../jobs/job-rows';
import { doneText, readyText } from '../jobs/job-texts';
import { useApp, useJobs } from '../model/app-context';
import { useEndedJobs } from '../model/jobs';
import type { LiveList } from '../model/live-lists';
import { clearContentsCache } from '../model/use-album-contents';
import { retryAllTransfers } from '../tray/transfer-failures';
import { groupedItems } from '../tray/tray-items';
import { TrayList } from '../tray/tray-list';
import { useDeleteStaleThumbnails } from '../tray/use-transfer-thumbnail';
import { useThrottled } from '../tray/use-tray-status';
import { footerSummary, trayCounts } from './footer-summary';
import { SummaryLine } from './summary-line';
import { useAnnouncedSummary } from './use-announced-summary';
import '../styles/progress.css';
import '../styles/tray-rows.css';

interface FooterProps {
  readonly transfers: LiveList<TransferView>;
  /** How the list of jobs is heard of. */
  readonly jobs: Pick<TaskState, 'failure' | 'retry'>;
  readonly additions: Additions;
  /** What was said last. */
  readonly said: string;
  /** Albums came or went. */
  readonly onAlbumsChanged: () => void;
}

/** The worker tells ten times a second. */
const SHOWN_EVERY_MS = 250;

const NONE: readonly TransferView[] = [];

/** The foot of every view: one line, and behind it all that is on its way, failed or done, for whoever opens it. */
export function Footer({ transfers: watched, jobs: heard, additions, said, onAlbumsChanged }: FooterProps) {
  const transfers = useThrottled(watched.items ?? NONE, SHOWN_EVERY_MS);
  const groups = useMemo(() => groupedItems(additions.list, transfers), [additions.list, transfers]);
  const counts = useMemo(() => trayCounts(groups), [groups]);
  const jobs = useJobs();
  const rows = useJobsWithRow(jobs);
  const summary = footerSummary(counts, rows);
  const announcement = useAnnouncedSummary(summary);
  const [isOpen, toggleOpen] = useOpen();
  const task = useTask();
  const toggle = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  useDeleteStaleThumbnails(watched.items);
  useTellEndedJobs(onAlbumsChanged);
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
  const isEmpty = summary.primary.length === 0;
  return (
    <footer class="footer" data-open={isOpen && !isEmpty}>
      <FooterLine said={said}>
        {!isEmpty && (
          <SummaryLine
            summary={summary}
            needsSignIn={counts.signingIn > 0}
            needsKeys={counts.needingKeys > 0}
            transfers={transfers}
            jobs={rows}
            isOpen={isOpen}
            toggle={toggle}
            panelId={panelId}
            onToggle={toggleOpen}
          />
        )}
      </FooterLine>
      {/* One of the two is enough: they are heard of in the same way. */}
      <TaskFailure task={watched.failure === null ? heard : watched} />
      {!isEmpty && (
        // Not drawn anew when it opens: what a download brought is saved from its row, open or not.
        <div id={panelId} class="footer-panel" hidden={!isOpen}>
          <TaskFailure task={task} />
          <JobRows jobs={rows} />
          {isOpen && (
            <TrayList
              groups={groups}
              additions={additions}
              before={toggle}
              isBusy={task.busy}
              onRetryAll={counts.failed > 1 ? retryAll : null}
              onClear={counts.saved > 0 ? clear : null}
            />
          )}
        </div>
      )}
      <p class="visually-hidden" role="status">
        {announcedJob(jobs)}
      </p>
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
    </footer>
  );
}

/** A deletion that can be undone, else a download that is ready, in words. */
function announcedJob(jobs: readonly JobView[]): string {
  const deletion = jobs.findLast(({ state }) => state === 'waiting');
  if (deletion !== undefined) return `${doneText(deletion)} ${message('undo_hint')}`;
  const ready = jobs.findLast(({ state }) => state === 'ready');
  return ready === undefined ? '' : `${doneText(ready)}: ${readyText(ready)}`;
}

/** Says what was done, and has what it changed looked at again. */
function useTellEndedJobs(onAlbumsChanged: () => void): void {
  const { announce } = useApp();
  const ended = useCallback(
    (job: JobView) => {
      // Other albums than the one that is shown may be among what it changed.
      if (!isDownload(job.order)) clearContentsCache();
      if (changesAlbums(job.order)) onAlbumsChanged();
      if (job.state === 'done' && !job.order.kind.startsWith('delete')) announce(doneText(job));
    },
    [announce, onAlbumsChanged],
  );
  useEndedJobs(ended);
}

/** Key in `localStorage`, which outlives the popup: whether the user has it open. */
const OPEN_KEY = 'footer-open';

/** Opened and closed by the user alone. */
function useOpen(): [boolean, () => void] {
  const [isOpen, setOpen] = useState(() => localStorage.getItem(OPEN_KEY) !== null);
  const toggle = (): void => {
    if (isOpen) localStorage.removeItem(OPEN_KEY);
    else localStorage.setItem(OPEN_KEY, 'true');
    setOpen(!isOpen);
  };
  return [isOpen, toggle];
}
