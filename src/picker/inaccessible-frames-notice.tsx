import browser from 'webextension-polyfill';
import { message } from '../i18n/message';

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
