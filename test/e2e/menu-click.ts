import { dispatchMenuClick } from '../demo/menu-click';
import type { E2eFixture } from './fixture';
import { folderNames } from './in-folder';

/**
 * A click on an album in the context menu as the worker receives it, for tests of what comes after the click; the
 * click itself is tested with the browser's own menu. Resolves once the worker tells of it: then it is written down.
 */
export async function clickMenuItem(fixture: E2eFixture, srcUrl: string, album: string): Promise<void> {
  const page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
  const before = new Set((await fixture.transfers()).map(({ id }) => id));
  await dispatchMenuClick(
    await fixture.browser.worker(),
    page,
    srcUrl,
    folderNames(fixture.settings.folder).inside(album),
  );
  await fixture.transferThat(({ id }) => !before.has(id));
  await page.close();
}
