import browser from 'webextension-polyfill';
import { message } from '../../i18n/message';
import { EmptyState } from '../page/empty-state';
import { PageHeader } from '../page/page-header';

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
      </EmptyState>
    </main>
  </>
);
