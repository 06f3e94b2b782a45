import browser from 'webextension-polyfill';
import { message } from '../../i18n/message';
import { EmptyState } from '../page/empty-state';
import { PageHeader } from '../page/page-header';
import { PageSetupCodes } from './page-setup-codes';

/** The first step, while nothing is configured. */
export const Welcome = () => (
  <>
    <PageHeader title={message('albums')} busy={false} />
    <main class="page">
      <EmptyState title={message('welcome')} text={message('welcome_next')}>
        <button
          type="button"
          class="button button-primary"
          onClick={() => void browser.runtime.openOptionsPage()}
        >
          {message('set_up')}
        </button>
        <PageSetupCodes />
      </EmptyState>
    </main>
  </>
);

/** In the place of what is not in the bucket of the new settings, while this page still holds files to be added. */
export const SettingsChanged = () => (
  <>
    <PageHeader title={message('albums')} busy={false} />
    <main class="page">
      <EmptyState title={message('settings_changed')} text={message('settings_changed_next')} />
    </main>
  </>
);
