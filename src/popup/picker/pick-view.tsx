import browser from 'webextension-polyfill';
import { sideEffect } from '../../core/diagnostics';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { reportFromPage } from '../../messaging/report-from-page';
import { Bdi } from '../../ui/bdi';
import { FailureNotice, TaskFailure } from '../../ui/failure-notice';
import type { TaskState } from '../../ui/use-task';
import type { AlbumList } from '../model/use-albums';
import { ImagePicker } from './image-picker';
import { useScan } from './use-scan';

interface PickViewProps {
  /** Null until they are known. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  readonly transfers: readonly TransferView[] | null;
  /** The tab whose page is looked through. */
  readonly tabId: number;
}

/** "Save images from this page…": everything that was found there, to be picked from. */
export function PickView({ settings, list, transfers, tabId }: PickViewProps) {
  const scan = useScan(tabId);
  const { page } = scan;
  return (
    <ImagePicker
      settings={settings}
      list={list}
      transfers={transfers}
      title={message('picker_title')}
      below={page === null ? '\u00a0' : <Bdi name={page.title} />}
      scan={scan}
      onAccess={() => {
        if (scan.inaccessibleHosts.length > 0) scan.retry();
      }}
    >
      <ScanFailure task={scan.task} tabId={tabId} />
      <InaccessibleFramesNotice hosts={scan.inaccessibleHosts} onAllowed={scan.retry} />
    </ImagePicker>
  );
}

/** Looking again helps little where the page has to be visited first. */
function ScanFailure({ task, tabId }: { readonly task: TaskState; readonly tabId: number }) {
  if (task.failure?.code !== 'page-unreadable') return <TaskFailure task={task} />;
  const goThere = (): void =>
    void sideEffect(reportFromPage, 'picker.go-to-page', async () => {
      const { windowId } = await browser.tabs.update(tabId, { active: true });
      if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    });
  return (
    <FailureNotice failure={task.failure}>
      <div class="failure-actions">
        <button type="button" class="button button-small" onClick={goThere}>
          {message('picker_go_to_page')}
        </button>
      </div>
    </FailureNotice>
  );
}

interface UnseenNoticeProps {
  /** Match patterns. */
  readonly hosts: readonly string[];
  readonly onAllowed: () => void;
}

/** Says which parts of the page could not be looked through, and what would help. */
export function InaccessibleFramesNotice({ hosts, onAllowed }: UnseenNoticeProps) {
  if (hosts.length === 0) return null;
  const names = hosts.map(pattern => pattern.replace(/^https?:\/\/|\/\*$/g, '')).join(', ');
  const allow = (): void =>
    void browser.permissions.request({ origins: [...hosts] }).then(granted => {
      if (granted) onAllowed();
    });
  return (
    <div class="notice unseen">
      <p>{message('picker_unseen', names)}</p>
      <button type="button" class="button button-small" onClick={allow}>
        {message('picker_unseen_allow')}
      </button>
    </div>
  );
}
