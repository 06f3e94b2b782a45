import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { Settings } from '../../core/settings';
import { setupCodeOf, setupCodesIn } from '../../core/setup-code';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { Bdi } from '../../ui/bdi';
import { isToolbarPopup } from '../model/own-window';

/** So many can be told apart at a glance. */
const MAX_CODES = 3;

/** The click on the toolbar's button lets Shoebox look at the page below it, once. */
async function settingsOnPage(): Promise<readonly Settings[]> {
  if (!isToolbarPopup()) return [];
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return [];
  const texts = await call('page.setup-codes', { tabId: tab.id });
  const found = new Map(texts.flatMap(setupCodesIn).map(settings => [setupCodeOf(settings), settings]));
  return [...found.values()].slice(0, MAX_CODES);
}

/** The options show what is in it, and save nothing before somebody has agreed to that. */
async function openInOptions(settings: Settings): Promise<void> {
  await browser.tabs.create({
    url: browser.runtime.getURL(`src/options/index.html#${setupCodeOf(settings)}`),
  });
  window.close();
}

/** Offers the set-up codes that the page below the popup shows, by what they name. */
export function PageSetupCodes() {
  const [found, setFound] = useState<readonly Settings[]>([]);
  useEffect(() => {
    void settingsOnPage().then(setFound, error => reportFromPage('page.setup-codes', error));
  }, []);
  return (
    <div class="page-codes" role="status">
      {found.length > 0 && (
        <section class="page-code">
          <h3>{message('page_code_found')}</h3>
          {found.map((settings, index) => (
            <div key={setupCodeOf(settings)}>
              <p id={`page-code-${index}`}>
                <Bdi name={settings.bucket} />
                <span>{settings.region}</span>
              </p>
              <button
                type="button"
                class="button"
                aria-describedby={`page-code-${index}`}
                onClick={() => {
                  openInOptions(settings).catch(error => reportFromPage('page.use-setup-code', error));
                }}
              >
                {message('page_code_use')}
              </button>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
