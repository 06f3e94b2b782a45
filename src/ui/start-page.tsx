import { type ComponentChild, render } from 'preact';
import { message, uiLanguage } from '../i18n/message';
import './theme.css';

/** Puts a page on the screen, in the browser's language. */
export function startPage(title: string, page: ComponentChild): void {
  document.documentElement.lang = uiLanguage();
  document.documentElement.dir = message('text_direction');
  document.title = title;
  const app = document.getElementById('app');
  if (app === null) throw new Error('the page has no #app');
  render(page, app);
}
