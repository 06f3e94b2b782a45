import browser from 'webextension-polyfill';
import { message } from '../../i18n/message';

/** Leads to the fields for access keys. */
export const EnterKeyButton = ({ isSmall = false }: { readonly isSmall?: boolean }) => (
  <button
    type="button"
    class={isSmall ? 'button button-primary button-small' : 'button button-primary'}
    onClick={() => void browser.runtime.openOptionsPage()}
  >
    {message('enter_key')}
  </button>
);
