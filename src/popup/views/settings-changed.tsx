import { message } from '../../i18n/message';
import { EmptyState } from '../page/empty-state';
import { PageHeader } from '../page/page-header';

/** In the place of what is not in the bucket of the new settings, while this page still holds files to be added. */
export const SettingsChanged = () => (
  <>
    <PageHeader title={message('albums')} busy={false} />
    <main class="page">
      <EmptyState title={message('settings_changed')} text={message('settings_changed_next')} />
    </main>
  </>
);
