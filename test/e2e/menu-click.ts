import { dispatchMenuClick } from '../demo/menu-click';
import type { E2eFixture } from './fixture';

/**
 * A click on an album in the context menu as the worker receives it, for tests of what comes after the click; the
 * click itself is tested with the browser's own menu. Resolves once the worker tells of it: then it is written down.
 */
export async function clickMenuItem(world: E2eFixture, srcUrl: string, album: string): Promise<void> {
  const page = await world.browser.context.newPage();
  await page.goto(world.site.url);
  const before = new Set((await world.transfers()).map(({ id }) => id));
  await dispatchMenuClick(await world.browser.worker(), page, srcUrl, album);
  await world.transferThat(({ id }) => !before.has(id));
  await page.close();
}
