import type { Locator, Page } from 'playwright-core';
import { waitUntil } from '../../browser/wait-until';
import type { PageState, Scene } from './page-state';
import { type StubbedAnswers, stubAnswers } from './stubbed-answers';

/** As narrow as Chrome lets a side panel be, roughly. */
const PANEL_SIZE = { width: 320, height: 700 };

/** A part of the page that is loaded when it is idle; on a busy machine that takes a while. */
const DRAG_TIMEOUT_MS = 20_000;

async function openPanel(
  { fixture, text }: Scene,
  parameters = '',
  answers: StubbedAnswers = {},
): Promise<Page> {
  const page = await fixture.browser.context.newPage();
  await stubAnswers(page, answers);
  await page.setViewportSize(PANEL_SIZE);
  await page.goto(fixture.managerUrl(`?window=1${parameters}`));
  await page.getByRole('list', { name: text(parameters === '' ? 'albums' : 'photos') }).waitFor();
  return page;
}

/** What a mouse that holds a picture of another page does to an element of this one, until it leads to something. */
async function drag(
  page: Page,
  selector: string,
  type: 'dragover' | 'drop',
  leadsTo: Locator,
): Promise<void> {
  const element = page.locator(selector).first();
  // What takes it comes a moment after the page; a mouse tells of itself again and again, too.
  await waitUntil('Nothing came of the drag', DRAG_TIMEOUT_MS, async () => {
    await element.evaluate((target, event) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', 'http://localhost/picture.jpg');
      dataTransfer.setData('text/html', '<img src="http://localhost/picture.jpg" alt="">');
      target.dispatchEvent(new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer }));
    }, type);
    return leadsTo.isVisible();
  });
}

const invitation = (page: Page): Locator => page.locator('.drop-invitation');

/** The album manager beside a page, and what is dragged onto it. */
export const PANEL_STATES: readonly PageState[] = [
  { name: 'panel', open: scene => openPanel(scene) },
  {
    name: 'panel, held over the page',
    async open(scene) {
      const page = await openPanel(scene);
      await drag(page, 'h1', 'dragover', invitation(page));
      return page;
    },
  },
  {
    name: 'panel, held over an album',
    async open(scene) {
      const page = await openPanel(scene);
      await drag(page, '[data-album$="Moodboard/"] .cover', 'dragover', invitation(page));
      return page;
    },
  },
  {
    name: 'panel, held over an open album',
    async open(scene) {
      const page = await openPanel(scene, '&album=Moodboard%2F');
      await drag(page, 'h1', 'dragover', invitation(page));
      return page;
    },
  },
  {
    name: 'panel, dropped in vain',
    async open(scene) {
      const page = await openPanel(scene, '', {
        'web.save-dropped': { code: 'browser-storage-full', detail: {}, technical: 'QuotaExceededError' },
      });
      await drag(page, '[data-album$="Moodboard/"] .cover', 'drop', page.getByRole('alert'));
      return page;
    },
  },
];
