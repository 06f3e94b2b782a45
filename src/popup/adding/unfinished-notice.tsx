import { useEffect, useState } from 'preact/hooks';
import { message, plural } from '../../i18n/message';
import { reportFromPage } from '../../messaging/report-from-page';
import { forgetUnfinished, readUnfinished, type Unfinished } from './unfinished';

/** Says what was lost when an earlier page was closed too soon, until the user has read it. */
export function UnfinishedNotice() {
  const [all, setAll] = useState<readonly Unfinished[]>([]);
  useEffect(() => {
    readUnfinished().then(setAll, error => reportFromPage('additions.read-unfinished', error));
  }, []);
  const dismiss = (key: string): void => {
    forgetUnfinished(key);
    setAll(shown => shown.filter(other => other.key !== key));
  };
  return (
    <>
      {all.map(({ key, count, album }) => (
        <div key={key} class="app-failure">
          <div class="failure" role="alert">
            <p>
              <strong>{plural('unfinished_title', count, album)}</strong>
            </p>
            <p>{message('unfinished_text')}</p>
            <div class="failure-actions">
              <button type="button" class="button button-small" onClick={() => dismiss(key)}>
                {message('dismiss')}
              </button>
            </div>
          </div>
        </div>
      ))}
    </>
  );
}
