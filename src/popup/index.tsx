import { reportUncaught } from '../core/diagnostics';
import { message } from '../i18n/message';
import { reportFromPage } from '../messaging/report-from-page';
import { startPage } from '../ui/start-page';
import { App } from './app';
import { preloadParts } from './lazy-parts';
import { isToolbarPopup } from './model/own-window';
import './styles/popup.css';

reportUncaught(reportFromPage, 'popup');

// Everywhere but in the toolbar's popup, which takes its size from the page, the page fills its window.
document.documentElement.classList.toggle('fills-window', !isToolbarPopup());

// What misses its mark, a file or a link, must not replace the page by itself.
for (const type of ['dragover', 'drop'] as const)
  document.addEventListener(type, event => {
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
  });

// Who moves by Tab sees where the focus is, in fields, too; who points knows.
for (const type of ['keydown', 'pointerdown'] as const)
  document.addEventListener(
    type,
    event => {
      const isTab = event instanceof KeyboardEvent && event.key === 'Tab';
      if (isTab || type === 'pointerdown') document.documentElement.toggleAttribute('data-tabbed', isTab);
    },
    { capture: true },
  );

startPage(message('extension_name'), <App />);
// Firefox and Chrome have it; what is drawn first comes first.
requestIdleCallback(preloadParts);
