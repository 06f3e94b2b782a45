import browser from 'webextension-polyfill';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import type { AlbumList } from '../model/use-albums';
import { ImagePicker } from './image-picker';
import { useScan } from './use-scan';

interface PickViewProps {
  /** Null until they are known. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  /** The tab whose page is looked through. */
  readonly tabId: number;
}

/** "Save images from this page…": everything that was found there, to be picked from. */
export function PickView({ settings, list, tabId }: PickViewProps) {
  const scan = useScan(tabId);
  const { page } = scan;
  return (
    <ImagePicker
      settings={settings}
      list={list}
      title={message('picker_title')}
      below={page === null ? '\u00a0' : <Bdi name={page.title} />}
      scan={scan}
    >
      <InaccessibleFramesNotice hosts={scan.inaccessibleHosts} onAllowed={scan.retry} />
    </ImagePicker>
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
