import type { VirtualDisplay } from '../../machine/display';
import { NativeInput, type ScreenPoint } from '../native-input';
import { becomesTrue, waitUntil } from '../wait-until';
import type { FirefoxPage } from './page';

const SIDEBAR_TIMEOUT_MS = 15_000;

/** The key of the manifest. */
const OPEN_PANEL = 'alt+shift+o';

/** The album manager in Firefox's sidebar, which is no tab: it is looked at from another page of the extension. */
export interface Sidebar {
  /** What it shows; empty while it is closed. */
  text(): Promise<string>;
  /** A native click in the middle of an element, once that is there. */
  click(selector: string): Promise<void>;
  /** Drags the first such picture of the page by the real mouse onto an element of the sidebar. */
  drop(picture: string, selector: string): Promise<void>;
}

/** Opens the sidebar beside `page`, which is in front, by its key, as a person does. `own` is a page of the extension. */
export async function openSidebar(
  display: VirtualDisplay,
  page: FirefoxPage,
  own: FirefoxPage,
): Promise<Sidebar> {
  const input = await NativeInput.on(display);

  const placeOf = (where: FirefoxPage, selector: string, inSidebar: boolean): Promise<ScreenPoint | null> =>
    where.evaluate(
      (selector: string, inSidebar: boolean) => {
        const view = inSidebar
          ? chrome.extension.getViews().find(view => view.location.pathname.endsWith('/popup/index.html'))
          : window;
        const element = view?.document.querySelector(selector);
        // As a person would: the footer's panel is lower than what is in it.
        if (inSidebar) element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        const box = element?.getBoundingClientRect();
        if (view === undefined || box === undefined) return null;
        // Firefox alone tells pages where they are on the screen, and the types leave it out.
        const [left, top] = ['mozInnerScreenX', 'mozInnerScreenY'].map(side =>
          Number(Reflect.get(view, side)),
        );
        return {
          x: Number(left) + box.x + box.width / 2,
          y: Number(top) + box.y + Math.min(box.height, 200) / 2,
        };
      },
      selector,
      inSidebar,
    );
  const waitForPlace = async (
    where: FirefoxPage,
    selector: string,
    inSidebar: boolean,
  ): Promise<ScreenPoint> => {
    let place: ScreenPoint | null = null;
    await waitUntil(`There is no ${selector}`, SIDEBAR_TIMEOUT_MS, async () => {
      place = await placeOf(where, selector, inSidebar);
      return place !== null;
    });
    if (place === null) throw new Error('unreachable: it was waited for');
    return place;
  };

  const sidebar: Sidebar = {
    text: () =>
      own.evaluate(
        () =>
          chrome.extension.getViews().find(view => view.location.pathname.endsWith('/popup/index.html'))
            ?.document.body.textContent ?? '',
      ),
    async click(selector) {
      const { x, y } = await waitForPlace(own, selector, true);
      await input.click(x, y, 1);
    },
    async drop(picture, selector) {
      const to = await waitForPlace(own, selector, true);
      await input.drag(await waitForPlace(page, picture, false), to);
      await waitUntil(
        `The sidebar does not take what is held over ${selector}`,
        SIDEBAR_TIMEOUT_MS,
        async () => {
          await input.stir(to);
          return (await placeOf(own, '.drop-invitation', true)) !== null;
        },
      );
      await input.release();
    },
  };
  await waitUntil('The sidebar did not open', SIDEBAR_TIMEOUT_MS, async () => {
    await input.press(OPEN_PANEL);
    return becomesTrue(SIDEBAR_TIMEOUT_MS / 3, async () => (await sidebar.text()) !== '');
  });
  return sidebar;
}
