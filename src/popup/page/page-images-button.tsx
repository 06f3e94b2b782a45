import browser from 'webextension-polyfill';
import { toFailure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { IconButton } from '../../ui/icon-button';
import { PickIcon } from '../../ui/icons';
import { useApp } from '../model/app-context';

/** Opens the picker for the page over which the popup hangs. */
export function PageImagesButton() {
  const { announce } = useApp();
  const open = async (): Promise<void> => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    await call('picker.open', { tabId: tab?.id ?? browser.tabs.TAB_ID_NONE });
    window.close();
  };
  return (
    <IconButton
      label={message('picker_open')}
      onClick={() => void open().catch(error => announce(explainFailure(toFailure(error)).sentence))}
    >
      <PickIcon />
    </IconButton>
  );
}
