import type { Frame, Locator, Page } from 'playwright-core';
import type { TourPage } from '../site/tour/tour-page';
import type { E2eFixture } from './fixture';
import { inFolder } from './in-folder';

/** What came of saving a picture of the tour. */
export interface TourResult {
  /** Null where nothing was stored. */
  readonly key: string | null;
  /** The key's last segment. */
  readonly name: string;
  /** The code of why nothing was stored. */
  readonly failure: string | null;
}

/** Opens a page of the tour, saves its picture as a person does, and waits for the end of it. */
export async function visit(fixture: E2eFixture, one: TourPage): Promise<TourResult> {
  const album = `${crypto.randomUUID()}/`;
  const page = await fixture.browser.context.newPage();
  try {
    await page.goto(`https://${one.page}`);
    const frame = one.frame === undefined ? page.mainFrame() : await frameAt(page, `https://${one.frame}`);
    const target = frame.locator(one.target ?? '#it');
    await loaded(target);
    await choose(fixture, page, frame, target, one, inFolder(album));
    if (one.pick === 'find') await point(page, target);
    const { key, failure } = await fixture.transferThat(
      ({ album: its, state }) => its === album && (state === 'saved' || state === 'failed'),
    );
    return { key, name: (key ?? '').slice(album.length), failure: failure?.code ?? null };
  } finally {
    await page.close();
  }
}

async function frameAt(page: Page, url: string): Promise<Frame> {
  const isIt = (frame: Frame): boolean => frame.url() === url;
  return page.frames().find(isIt) ?? page.waitForEvent('framenavigated', isIt);
}

/** Until the picture is there, if the target is one and will have one. */
const loaded = (target: Locator): Promise<void> =>
  target.evaluate(async element => {
    if (!(element instanceof HTMLImageElement)) return;
    // A page's script may give it its address later.
    if (element.src === '') await new Promise(resolve => element.addEventListener('load', resolve));
    await element.decode().catch(() => undefined);
  });

/** How the extension names its menu: see demo/menu-click.ts. */
async function choose(
  { browser }: E2eFixture,
  page: Page,
  frame: Frame,
  target: Locator,
  { pick = 'image' }: TourPage,
  album: string,
): Promise<void> {
  const url = await target.evaluate(element =>
    element instanceof HTMLImageElement
      ? element.currentSrc || element.src
      : element instanceof HTMLAnchorElement
        ? element.href
        : '',
  );
  const info = {
    menuItemId: { image: 'album:', link: 'link:album:', find: 'find:album:' }[pick] + album,
    ...(pick === 'image' && { mediaType: 'image', srcUrl: url }),
    ...(pick === 'link' && { linkUrl: url }),
    pageUrl: page.url(),
    ...(frame !== page.mainFrame() && { frameUrl: frame.url() }),
    editable: false,
  };
  await (await browser.worker()).evaluate(
    async ({ info, frameUrl }) => {
      const tabs = await chrome.tabs.query({});
      const tab = tabs.find(({ url }) => url === info.pageUrl);
      const frames = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1, allFrames: true },
        func: () => location.href,
      });
      const frameId = frames.find(({ result }) => result === frameUrl)?.frameId ?? 0;
      const onClicked = chrome.contextMenus.onClicked as typeof chrome.contextMenus.onClicked & {
        dispatch(info: object, tab: chrome.tabs.Tab | undefined): void;
      };
      onClicked.dispatch({ ...info, frameId }, tab);
    },
    { info, frameUrl: frame.url() },
  );
}

/** The first time on a page nobody knows where the menu was opened: a person points at the picture once more. */
async function point(page: Page, target: Locator): Promise<void> {
  await page.locator('shoebox-element-picker').waitFor({ state: 'attached' });
  const box = await target.boundingBox();
  if (box === null) throw new Error('What is picked cannot be seen');
  const x = Math.min(box.x + box.width / 2, page.viewportSize()?.width ?? box.x);
  await page.mouse.move(Math.max(x, 1), box.y + Math.min(box.height, 300) / 2);
  await page.mouse.click(Math.max(x, 1), box.y + Math.min(box.height, 300) / 2);
}
