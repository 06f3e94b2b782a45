import { afterAll, beforeAll, expect, test } from 'vitest';
import { button } from '../browser/firefox/element-path';
import type { FirefoxPage } from '../browser/firefox/page';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// The popup below the toolbar button, which is no tab: it is looked at from another page of the extension, whose
// window stays as it is, since the popup closes when it loses the focus.

let fixture: FirefoxFixture;
let own: FirefoxPage;

beforeAll(async () => {
  fixture = await openFirefoxFixture({
    preferences: { 'extensions.openPopupWithoutUserGesture.enabled': true },
  });
  await fixture.call('albums.create', { parent: '', name: 'Moodboard' });
  own = await fixture.firefox.extensionPage('src/options/index.html');
});

afterAll(() => fixture.close());

/** What the popup shows; empty while it is closed. */
const popupText = (): Promise<string> =>
  own.evaluate(() => {
    const [popup] = chrome.extension.getViews({ type: 'popup' });
    return popup?.document.body.textContent ?? '';
  });

const pressInPopup = (text: string): Promise<void> =>
  own.evaluate((text: string) => {
    const [popup] = chrome.extension.getViews({ type: 'popup' });
    const buttons = [...(popup?.document.querySelectorAll('button') ?? [])];
    buttons.find(button => button.textContent.includes(text))?.click();
  }, text);

test('a page of the extension runs no script, and frames and sends nothing, that somebody’s markup names', async () => {
  const page = await fixture.firefox.extensionPage('src/popup/index.html');
  await page.evaluate((site: string) => {
    const directives = new Set<string>();
    document.addEventListener('securitypolicyviolation', event => {
      directives.add(event.effectiveDirective);
      document.documentElement.dataset['refused'] = [...directives].sort().join(' ');
    });
    const markup = [
      `<script>globalThis.stranger = 'inline'</script>`,
      `<script src="${site}stranger.js"></script>`,
      '<iframe src="data:text/html,stranger"></iframe>',
      `<base href="${site}">`,
      `<form action="${site}"><button>Send</button></form>`,
    ].join('');
    document.body.append(document.createRange().createContextualFragment(markup));
    document.querySelector<HTMLButtonElement>('form[action] button')?.click();
  }, fixture.site.url);
  await expect
    .poll(() => page.evaluate(() => document.documentElement.dataset['refused'] ?? ''))
    .toBe('base-uri form-action frame-src script-src-elem');
  expect(await page.evaluate(() => 'stranger' in globalThis)).toBe(false);
  await page.close();
});

test('the toolbar popup shows the albums, and opens a tab to choose files, since the file picker would close it', async () => {
  await own.evaluate(() => chrome.action.openPopup());
  await expect.poll(popupText).toContain('Moodboard');
  await pressInPopup('Moodboard');
  await expect.poll(popupText).toContain('Add photos');
  await pressInPopup('Add photos');
  const tab = await fixture.firefox.openedPage('album=Moodboard');
  await tab.textOf(button('Add photos'));
  await expect.poll(popupText).toBe('');
});
